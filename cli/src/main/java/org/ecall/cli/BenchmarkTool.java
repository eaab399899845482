package org.ecall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * A command that lives in the jar of benchmarks, which brings ciphers and a harness that calls do
 * not need: handed on with all its arguments to a process of its own.
 */
abstract sealed class BenchmarkTool implements Callable<Integer> {

  /** System property: where the jar of benchmarks is. */
  static final String JAR_PROPERTY = "ecall.benchmarks";

  private static final String MAIN_CLASS = "org.ecall.jmh.Tools";

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** Options, {@code --help} among them, are the tool's to understand. */
  @Unmatched
  @SuppressWarnings("unused") // picocli fills it
  private final List<String> arguments = new ArrayList<>();

  @Override
  public final Integer call() throws IOException, InterruptedException {
    String jar = System.getProperty(JAR_PROPERTY, "jmh/target/benchmarks.jar");
    if (!Files.isReadable(Path.of(jar))) {
      throw new CliException(
          "there is no "
              + jar
              + "; 'mvn -pl jmh -am package -DskipTests' in the source tree builds it, -D"
              + JAR_PROPERTY
              + " names another one");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar,
                MAIN_CLASS));
    command.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return ChildProcess.run(command);
  }

  /** {@code ecall bench}. */
  @Command(
      name = "bench",
      description = "Measures what this machine makes of it; 'ecall bench --help' says how.")
  static final class Bench extends BenchmarkTool {}

  /** {@code ecall report}. */
  @Command(
      name = "report",
      description = "Makes a report of results; 'ecall report --help' says how.")
  static final class Report extends BenchmarkTool {}

  /** {@code ecall calibrate}. */
  @Command(
      name = "calibrate",
      description =
          "Makes the file that backends are chosen by; 'ecall calibrate --help' says how.")
  static final class Calibrate extends BenchmarkTool {}
}
