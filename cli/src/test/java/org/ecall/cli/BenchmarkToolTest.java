package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed on to the jar of benchmarks, and what comes back. */
class BenchmarkToolTest {

  @TempDir private Path folder;

  @AfterEach
  void forgetJar() {
    System.clearProperty(BenchmarkTool.JAR_PROPERTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench", "report", "calibrate"})
  void withoutTheJarItSaysWhatBuildsIt(String tool) {
    System.setProperty(BenchmarkTool.JAR_PROPERTY, folder.resolve("none.jar").toString());
    CliRun run = CliRun.of(tool);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains("none.jar", "mvn -pl jmh -am package");
  }

  @Test
  void allArgumentsAreHandedOnAndTheStatusComesBack() throws IOException {
    Path seen = folder.resolve("seen");
    System.setProperty(BenchmarkTool.JAR_PROPERTY, jarThatWritesItsArguments(seen).toString());
    CliRun run =
        CliRun.of("--stacktrace", "bench", "--help", "--quick", "-o", "a b", "--json", "x");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(7);
    assertThat(seen).hasContent("[--stacktrace, bench, --help, --quick, -o, a b, --json, x]");
  }

  private Path jarThatWritesItsArguments(Path file) throws IOException {
    Path source = folder.resolve("Tools.java");
    Files.writeString(
        source,
        """
        package org.ecall.jmh;
        public class Tools {
          public static void main(String[] args) throws java.io.IOException {
            java.nio.file.Files.writeString(
                java.nio.file.Path.of("%s"), java.util.Arrays.toString(args));
            System.exit(7);
          }
        }
        """
            .formatted(file.toString().replace("\\", "\\\\")));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), source.toString()))
        .isZero();
    Path jar = folder.resolve("benchmarks.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("org/ecall/jmh/Tools.class"));
      Files.copy(folder.resolve("org/ecall/jmh/Tools.class"), entries);
      entries.closeEntry();
    }
    return jar;
  }
}
