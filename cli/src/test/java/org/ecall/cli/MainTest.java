package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"backends", "conform", "sframe", "sframe seal", "sframe open"})
  void helpSaysWhatExitStatusesMeanAndGivesExamples(String command) {
    CliRun run = CliRun.of((command + " --help").split(" "));
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Usage: ecall " + command)
        .contains("Exit status:", "the work failed", "Example");
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(CliRun.of("help").out()).contains("backends", "conform", "sframe", "help");
    assertThat(CliRun.of("help", "conform").out()).startsWith("Usage: ecall conform");
  }

  @Test
  void versionIsOneLine() {
    CliRun run = CliRun.of("--version");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("ecall ").hasLineCount(1);
  }

  @Test
  void noCommandIsAUsageError() {
    CliRun run = CliRun.of();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains("name a command", "conform");
  }

  @Test
  void mistypedCommandIsAUsageErrorWithASuggestion() {
    CliRun run = CliRun.of("confrom");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains("not understood: confrom", "did you mean conform");
  }

  @Test
  void stacktraceIsShownOnlyWhenAskedFor() {
    assertThat(CliRun.of("conform", "/no/such/file").err()).doesNotContain("\tat ");
    assertThat(CliRun.of("conform", "--stacktrace", "/no/such/file").err()).contains("\tat ");
  }

  @Test
  void knownErrorsAreOneLine() {
    assertThat(errorOf(() -> fail(new NoSuchFileException("clip.ivf"))))
        .isEqualToIgnoringNewLines("work: no such file or directory: clip.ivf");
    assertThat(errorOf(() -> fail(new CliException("first line\n  second line"))))
        .isEqualToIgnoringNewLines("work: first line second line");
    assertThat(errorOf(() -> fail(new IOException("truncated"))))
        .isEqualToIgnoringNewLines("work: truncated");
  }

  @Test
  void unexpectedErrorsSayThatTheyAreBugs() {
    assertThat(errorOf(() -> fail(new IllegalStateException("oops"))))
        .isEqualToIgnoringNewLines(
            "work: this is a bug in ecall: java.lang.IllegalStateException: oops;"
                + " --stacktrace shows where");
  }

  private static Integer fail(Exception e) throws Exception {
    throw e;
  }

  @Command(name = "work")
  private record Work(Callable<Integer> body) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return body.call();
    }
  }

  private static String errorOf(Callable<Integer> body) {
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new Work(body))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new ErrorHandler(() -> false))
            .execute();
    assertThat(status).isEqualTo(1);
    return err.toString();
  }
}
