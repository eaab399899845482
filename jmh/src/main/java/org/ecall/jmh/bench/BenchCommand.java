package org.ecall.jmh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.ecall.cli.CliException;
import org.ecall.cli.EcallCommand;
import org.ecall.cli.Json;
import org.ecall.jmh.fork.Present;
import org.ecall.jmh.result.ResultFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ecall bench}: runs a chosen set of benchmarks. */
@Command(
    name = "bench",
    description = {
      "Measures what sealing and opening cost here: each cipher that this machine has and the"
          + " libraries that ours are compared with, side by side in several short rounds, so that"
          + " a machine that others use too disturbs all alike. At the end it shows the medians of"
          + " all rounds; the file holds everything, in JMH's format.",
      "%nCtrl-C ends it; what was measured until then is in the file.",
      "%nWith --against the times of an earlier run are compared with those of this one, both"
          + " divided by what SunJCE took in the same run. What got slower beyond the errors of"
          + " both runs is named, and the exit status is 1.",
      "%n'java -jar jmh/target/benchmarks.jar' runs single benchmarks with JMH's own options."
    },
    footer = {
      "%nExamples:",
      "  ecall bench --quick                     a first look, in a few minutes",
      "  ecall bench -o before.json              everything, in 45 minutes",
      "  ecall bench --filter 'Cipher.*=native ' one cipher",
      "  ecall bench --against before.json       has anything become slower?",
      "%nFields of --json: file, absent (name: reason), failures (part: reason), results[]"
          + " (benchmark, params, threads, minNanos, medianNanos, errorNanos, allocatedBytes),"
          + " mixedCalls[] (benchmark, params, nanos, predictedNanos, ratio), against (notes[],"
          + " missing, changes[] of benchmark, params, verdict SLOWER, FASTER or SAME, factor,"
          + " least, most)."
    })
public final class BenchCommand extends EcallCommand {

  private static final int QUICK_ROUNDS = 2;
  private static final int FULL_ROUNDS = 3;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'ecall-bench-'yyyyMMdd-HHmmss'.json'", Locale.ROOT);

  @Option(names = "--quick", description = "Fewer sizes, shorter rounds: a few minutes.")
  private boolean quick;

  @Option(
      names = "--filter",
      paramLabel = "REGEX",
      description =
          "Only parts in which this is found; a part reads 'CipherBenchmark.seal sizeBytes=160"
              + " subject=native'.")
  private @Nullable String filter;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often all is measured; default 3, with --quick 2.")
  private @Nullable Integer rounds;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where results go; default ecall-bench-DATE-TIME.json.")
  private @Nullable Path output;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Result of an earlier run to compare with.")
  private @Nullable Path against;

  @Option(names = "--json", description = "Write one JSON document.")
  private boolean json;

  /** For picocli. */
  public BenchCommand() {}

  @Override
  public Integer call() throws IOException {
    int count = rounds != null ? rounds : quick ? QUICK_ROUNDS : FULL_ROUNDS;
    if (count < 1) {
      throw usageError("--rounds is " + count + ", must be at least 1");
    }
    Pattern pattern = pattern();
    // Found out before an hour of measuring that would be for nothing.
    ResultFile then = against == null ? null : ResultFile.read(against);
    ResultStore store =
        new ResultStore(
            output != null
                ? output
                : Path.of(LocalDateTime.now(ZoneId.systemDefault()).format(NAME)));
    Present present = Present.probe();
    List<Part> parts =
        (quick ? Suite.quick(present) : Suite.full(present))
            .stream()
                .filter(part -> isWanted(part, pattern) || (then != null && Yardstick.isPart(part)))
                .toList();
    if (parts.stream().noneMatch(part -> isWanted(part, pattern))) {
      throw usageError("--filter " + pattern + " finds nothing to measure here");
    }
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    err()
        .printf(
            "%d parts in %d rounds take about %s; results go to %s%n",
            parts.size(),
            count,
            Progress.format(effort.estimate(parts.size() * count).toSeconds()),
            store.file());
    Progress progress = Progress.start(err(), parts.size() * count);
    Map<Part, String> failures =
        new Rounds(effort, store, progress, results -> farewell(results, store)).run(parts, count);
    if (store.size() == 0) {
      throw new CliException("nothing could be measured");
    }
    ResultFile now = ResultFile.read(store.file());
    Regression regression = then == null ? null : Regression.between(then, now);
    return report(new Summary(store.file(), now, present.absent(), failures, regression));
  }

  private static String farewell(int results, ResultStore store) {
    return results == 0
        ? "ecall bench: stopped before anything was measured"
        : "ecall bench: stopped; the " + results + " results so far are in " + store.file();
  }

  private static boolean isWanted(Part part, @Nullable Pattern pattern) {
    return pattern == null || pattern.matcher(part.toString()).find();
  }

  private @Nullable Pattern pattern() {
    try {
      return filter == null ? null : Pattern.compile(filter);
    } catch (PatternSyntaxException e) {
      throw usageError("--filter is no regular expression: " + e.getDescription());
    }
  }

  private int report(Summary summary) {
    if (json) {
      Json.print(out(), summary.json());
    } else {
      summary.print(out());
      out().flush();
    }
    return summary.isFine() ? FINE : FAILED;
  }
}
