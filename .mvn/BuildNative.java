import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds the shared library of native-src for this machine, and for each other platform that a
 * cross compiler is installed for, and puts it where the jar takes it from.
 *
 * <p>Arguments: the folder of native-src, a folder for builds, and the folder of resources that
 * gets {@code <platform>/<library>}. What cannot be built because a tool is missing is left out,
 * and a line says so; what does not compile fails the build. Maven calls it: {@code mvn
 * generate-resources}.
 */
final class BuildNative {

  private static final String LIBRARY = "ecall_engine";
  private static final Pattern CMAKE_VERSION = Pattern.compile("cmake version (\\d+)\\.(\\d+)");
  private static final int CMAKE_MAJOR = 3;
  private static final int CMAKE_MINOR = 18;
  private static final String NO_COMPILER = "is not able to compile a simple test program";

  /** A platform: its compilers in order of preference, and its toolchain file, empty for ours. */
  private record Target(String platform, List<String> compilers, String toolchain) {
    String fileName() {
      return platform.startsWith("windows-") ? LIBRARY + ".dll" : "lib" + LIBRARY + ".so";
    }
  }

  private record Run(int status, String output) {}

  private final Path source;
  private final Path builds;
  private final Path resources;

  private BuildNative(Path source, Path builds, Path resources) {
    this.source = source;
    this.builds = builds;
    this.resources = resources;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var build =
        new BuildNative(
            Path.of(args[0]).toRealPath(),
            Path.of(args[1]).toAbsolutePath(),
            Path.of(args[2]).toAbsolutePath());
    for (Target target : targets()) {
      Optional<String> missing = build.missing(target);
      if (missing.isEmpty()) {
        missing = build.make(target);
      }
      if (missing.isPresent()) {
        System.out.println("native: " + target.platform + " is left out: " + missing.get());
        build.remove(target);
      }
    }
  }

  private static List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    String own = ownPlatform();
    targets.add(new Target(own, List.of("cc", "gcc", "clang"), ""));
    Stream.of(
            new Target("linux-aarch64", List.of("aarch64-linux-gnu-gcc"), "aarch64-linux.cmake"),
            new Target("windows-x86_64", List.of("x86_64-w64-mingw32-gcc"), "windows-x86_64.cmake"))
        .filter(target -> !target.platform.equals(own))
        .forEach(targets::add);
    return targets;
  }

  private static String ownPlatform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (os.startsWith("windows") ? "windows" : os.replace(' ', '_'))
        + "-"
        + (arch.equals("amd64") ? "x86_64" : arch);
  }

  /** What this platform needs and the machine does not have. */
  private Optional<String> missing(Target target) throws IOException, InterruptedException {
    if (!onPath("cmake")) {
      return Optional.of("no cmake on the PATH");
    }
    Matcher version = CMAKE_VERSION.matcher(run(List.of("cmake", "--version")).output);
    if (!version.find() || older(version)) {
      return Optional.of("cmake is older than " + CMAKE_MAJOR + "." + CMAKE_MINOR);
    }
    if (!ownPlatform().startsWith("windows-")
        && Stream.of("make", "ninja").noneMatch(BuildNative::onPath)) {
      return Optional.of("neither make nor ninja on the PATH");
    }
    return target.compilers.stream().anyMatch(BuildNative::onPath)
        ? Optional.empty()
        : Optional.of("no C compiler on the PATH, such as " + String.join(", ", target.compilers));
  }

  private static boolean older(Matcher version) {
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major < CMAKE_MAJOR || major == CMAKE_MAJOR && minor < CMAKE_MINOR;
  }

  private static boolean onPath(String program) {
    String name = ownPlatform().startsWith("windows-") ? program + ".exe" : program;
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** Builds, which is quick if nothing has changed; the answer is why it is left out, if it is. */
  private Optional<String> make(Target target) throws IOException, InterruptedException {
    Path build = builds.resolve(target.platform);
    Path stage = build.resolve("stage");
    if (!Files.exists(build.resolve("CMakeCache.txt")) || !isOf(build)) {
      deleteTree(build);
      Files.createDirectories(build);
      Run configured = run(configure(target, build));
      if (configured.status != 0) {
        deleteTree(build);
        if (configured.output.contains(NO_COMPILER)) {
          return Optional.of("its C compiler cannot make a program");
        }
        fail(target, configured);
      }
    }
    require(target, "cmake", "--build", build.toString(), "--config", "Release");
    require(
        target,
        "cmake",
        "--install",
        build.toString(),
        "--config",
        "Release",
        "--prefix",
        stage.toString(),
        "--strip");
    Path library =
        stage
            .resolve(target.platform.startsWith("windows-") ? "bin" : "lib")
            .resolve(target.fileName());
    copyIfChanged(library, resources.resolve(target.platform).resolve(target.fileName()));
    return Optional.empty();
  }

  /** Whether a build is of these sources: the folder may have come from elsewhere. */
  private boolean isOf(Path build) throws IOException {
    String cache = Files.readString(build.resolve("CMakeCache.txt"), Charset.defaultCharset());
    return cache.contains("CMAKE_HOME_DIRECTORY:INTERNAL=" + source + System.lineSeparator());
  }

  private List<String> configure(Target target, Path build) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("cmake", "-S", source.toString(), "-B", build.toString()));
    command.addAll(
        List.of(
            "-DCMAKE_BUILD_TYPE=Release",
            "-DECALL_TESTS=OFF",
            "-DCMAKE_INSTALL_LIBDIR=lib",
            "-DCMAKE_INSTALL_BINDIR=bin"));
    if (!target.toolchain.isEmpty()) {
      command.add("-DCMAKE_TOOLCHAIN_FILE=" + source.resolve("cmake").resolve(target.toolchain));
    }
    return command;
  }

  private static void copyIfChanged(Path from, Path to) throws IOException {
    if (!Files.exists(to) || Files.mismatch(from, to) >= 0) {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What an earlier build had is not in this one. */
  private void remove(Target target) throws IOException {
    Files.deleteIfExists(resources.resolve(target.platform).resolve(target.fileName()));
  }

  private static void require(Target target, String... command)
      throws IOException, InterruptedException {
    Run run = run(List.of(command));
    if (run.status != 0) {
      fail(target, run);
    }
  }

  private static void fail(Target target, Run run) {
    System.err.println(run.output);
    System.err.println("native: " + target.platform + " does not build; see above.");
    System.exit(1);
  }

  private static Run run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Stripping a Windows library writes the time into it, this one instead of now.
    builder.environment().put("SOURCE_DATE_EPOCH", "0");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    return new Run(process.waitFor(), output);
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> paths = Files.walk(root)) {
        for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
