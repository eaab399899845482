import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs google-java-format over every Java file of the tree, in this one process.
 *
 * <p>{@code --check DIR} lists the files that differ and exits with 1 if there are any; {@code
 * --fix DIR} rewrites them. Maven calls it: {@code mvn verify} checks, {@code mvn -N -Pformat}
 * fixes.
 */
final class Format {
  /** Not ours, or made by the build. */
  private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules");

  private Format() {}

  // The formatter's own exception is not public.
  public static void main(String[] args) throws Exception {
    boolean fix = args[0].equals("--fix");
    List<String> command = new ArrayList<>();
    command.addAll(fix ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(javaFilesUnder(Path.of(args[1])));

    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int status =
        new Main(out, err, InputStream.nullInputStream()).format(command.toArray(String[]::new));
    out.flush();
    err.flush();
    if (status != 0 && !fix) {
      System.err.println("The files above are not formatted. This formats them: mvn -N -Pformat");
    }
    System.exit(status);
  }

  private static List<String> javaFilesUnder(Path root) throws IOException {
    List<String> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return SKIPPED.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
