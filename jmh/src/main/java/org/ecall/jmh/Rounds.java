package org.ecall.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks in many short rounds, all peers in each, so that a noisy machine hits all alike:
 *
 * <pre>
 * java --enable-native-access=ALL-UNNAMED -cp jmh/target/benchmarks.jar org.ecall.jmh.Rounds \
 *     ROUNDS FILE REGEX [PARAM=VALUE[,VALUE…]]…
 * </pre>
 *
 * <p>Writes the results of all rounds to {@code FILE.json}, in JMH's format, and as a table with
 * minimum and median to {@code FILE.md}. What is absent here is left out, and said so.
 */
public final class Rounds {

  /** What JMH and the native backends do on purpose is no reason to warn. */
  private static final String[] JVM_ARGS = {
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"
  };

  private Rounds() {}

  /**
   * Runs the rounds.
   *
   * @param args as above
   * @throws RunnerException if a benchmark fails
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws RunnerException, IOException {
    if (args.length < 3) {
      System.err.println(
          "usage: java -cp benchmarks.jar org.ecall.jmh.Rounds"
              + " ROUNDS FILE REGEX [PARAM=VALUE[,VALUE...]]...");
      System.exit(2);
    }
    int rounds = Integer.parseInt(args[0]);
    Path json = Path.of(args[1] + ".json");
    Path markdown = Path.of(args[1] + ".md");
    List<RunResult> results = new ArrayList<>();
    long start = System.nanoTime();
    for (int round = 1; round <= rounds; round++) {
      results.addAll(new Runner(options(args).build()).run());
      ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(results);
      try (PrintStream out = new PrintStream(Files.newOutputStream(markdown))) {
        printReport(out, args, round, results);
      }
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      System.err.printf(
          "round %d of %d done after %d s, about %d s to go%n",
          round, rounds, seconds, seconds / round * (rounds - round));
    }
  }

  private static ChainedOptionsBuilder options(String[] args) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(args[2])
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.milliseconds(300))
            .measurementIterations(5)
            .measurementTime(TimeValue.milliseconds(100))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend(JVM_ARGS)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    for (String arg : List.of(args).subList(3, args.length)) {
      String[] param = arg.split("=", 2);
      options.param(param[0], param[1].split(","));
    }
    return options;
  }

  private static void printReport(
      PrintStream out, String[] args, int rounds, Collection<RunResult> results) {
    out.print(
        "Command: `java --enable-native-access=ALL-UNNAMED -cp jmh/target/benchmarks.jar"
            + " org.ecall.jmh.Rounds");
    for (String arg : args) {
      out.printf(" %s", arg);
    }
    out.printf("`%n%n");
    BenchmarkParams params = results.iterator().next().getParams();
    out.printf(
        "%d rounds of one fork each, 5 × 100 ms measured; minimum / median in ns. %s %s.%n%n",
        rounds, params.getVmName(), params.getVmVersion());
    for (BackendReport report : BackendCatalog.installed().reports()) {
      out.printf(
          "- `%s`: %s%n",
          report.name(),
          report.status() == BackendReport.Status.ADMITTED
              ? report.version() + " " + report.details()
              : report.status() + ", " + report.reason());
    }
    out.println();
    ResultTable.of(results).forEach(table -> table.print(out));
  }
}
