package org.ecall.jmh.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecall.cli.CliException;
import org.ecall.jmh.result.BenchmarkCase;
import org.ecall.jmh.result.Facts;
import org.ecall.jmh.result.Measurement;
import org.ecall.jmh.result.ResultFile;
import org.ecall.jmh.result.Samples;
import org.jspecify.annotations.Nullable;

/**
 * What got slower or faster from one run to another, each time divided by that of a {@link
 * Yardstick} in the same run: a machine that is busier today slows both.
 *
 * @param changes all that both runs measured, the worst first
 * @param missing what only the earlier run measured
 * @param notes facts in which the runs differ
 */
record Regression(List<Change> changes, List<BenchmarkCase> missing, List<String> notes) {

  /** Code that moves to another address changes by as much. */
  static final double TOLERANCE = 0.05;

  /** What became of a case. */
  enum Verdict {
    SLOWER,
    FASTER,
    SAME
  }

  /**
   * A case that both runs measured.
   *
   * @param benchmarkCase what was measured
   * @param factor how much longer it takes than before, in units of the yardstick
   * @param error of the factor, relative to it: errors of a quotient are factors, too
   */
  record Change(BenchmarkCase benchmarkCase, double factor, double error) {

    double least() {
      return factor / (1 + error);
    }

    double most() {
      return factor * (1 + error);
    }

    /** Only what errors and tolerance together do not explain counts. */
    Verdict verdict() {
      if (least() > 1 + TOLERANCE) {
        return Verdict.SLOWER;
      }
      return most() < 1 / (1 + TOLERANCE) ? Verdict.FASTER : Verdict.SAME;
    }
  }

  static Regression between(ResultFile then, ResultFile now) {
    Yardstick thenYardstick = Yardstick.of(then, now);
    Yardstick nowYardstick = Yardstick.of(now, then);
    if (thenYardstick.isEmpty()) {
      throw new CliException(
          then.name()
              + " cannot be compared with: it has no "
              + Yardstick.BENCHMARK
              + " of "
              + Yardstick.SUBJECT
              + " in a size that this run has too, which both would be measured by");
    }
    Map<BenchmarkCase, Measurement> current = new LinkedHashMap<>();
    now.measurements().forEach(some -> current.put(some.benchmarkCase(), some));
    List<Change> changes = new ArrayList<>();
    List<BenchmarkCase> missing = new ArrayList<>();
    for (Measurement before : then.measurements()) {
      BenchmarkCase some = before.benchmarkCase();
      Measurement after = current.get(some);
      if (after == null) {
        missing.add(some);
      } else {
        changes.add(
            change(
                some,
                before.nanos(),
                thenYardstick.forSize(some.sizeBytes()),
                after.nanos(),
                nowYardstick.forSize(some.sizeBytes())));
      }
    }
    changes.sort(Comparator.comparingDouble(Change::factor).reversed());
    return new Regression(changes, missing, notes(then, now));
  }

  private static Change change(
      BenchmarkCase some, Samples before, Samples beforeUnit, Samples after, Samples afterUnit) {
    double factor = (after.median() / afterUnit.median()) / (before.median() / beforeUnit.median());
    double relative =
        Math.sqrt(square(before) + square(beforeUnit) + square(after) + square(afterUnit));
    return new Change(some, factor, relative);
  }

  /** Errors that do not know of each other add up by their squares. */
  private static double square(Samples samples) {
    double relative = samples.error() / samples.median();
    return relative * relative;
  }

  private static List<String> notes(ResultFile then, ResultFile now) {
    List<String> notes = new ArrayList<>();
    if (!then.machine().equals(now.machine())) {
      notes.add(
          "another machine: "
              + describe(then.machine().orElse(null))
              + " then, "
              + describe(now.machine().orElse(null))
              + " now");
    }
    if (!then.environments().equals(now.environments())) {
      notes.add("another JVM: " + then.environments() + " then, " + now.environments() + " now");
    }
    return notes;
  }

  private static String describe(@Nullable Facts facts) {
    return facts == null ? "unknown" : facts.values().toString();
  }

  List<Change> with(Verdict verdict) {
    return changes.stream().filter(change -> change.verdict() == verdict).toList();
  }
}
