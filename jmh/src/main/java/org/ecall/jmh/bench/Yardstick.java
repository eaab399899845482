package org.ecall.jmh.bench;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.ecall.jmh.result.BenchmarkCase;
import org.ecall.jmh.result.Measurement;
import org.ecall.jmh.result.ResultFile;
import org.ecall.jmh.result.Samples;

/**
 * What times of a run are divided by, so that runs can be compared that were not made at the same
 * time: a cipher that every machine has and that is none of ours, measured in the same run.
 */
final class Yardstick {

  /** The parts that a yardstick is made of, which differ in size only. */
  static final String SUBJECT = "SunJCE";

  static final String BENCHMARK = "CipherBenchmark.seal";

  /** For what has no size: short frames are most of a call. */
  private static final int USUAL_BYTES = 160;

  private final NavigableMap<Integer, Samples> bySize;

  private Yardstick(NavigableMap<Integer, Samples> bySize) {
    this.bySize = bySize;
  }

  static boolean isPart(Part part) {
    return part.benchmark().equals(BENCHMARK) && SUBJECT.equals(part.params().get("subject"));
  }

  private static boolean isPart(BenchmarkCase some) {
    return (some.className() + "." + some.method()).equals(BENCHMARK)
        && some.threads() == 1
        && some.param("subject").equals(Optional.of(SUBJECT))
        && some.sizeBytes().isPresent();
  }

  /** That of a result; with the sizes only that another result has, too. */
  static Yardstick of(ResultFile result, ResultFile other) {
    NavigableMap<Integer, Samples> bySize = sizes(result);
    bySize.keySet().retainAll(sizes(other).keySet());
    return new Yardstick(bySize);
  }

  private static NavigableMap<Integer, Samples> sizes(ResultFile result) {
    TreeMap<Integer, Samples> bySize = new TreeMap<>();
    for (Measurement measurement : result.measurements()) {
      if (isPart(measurement.benchmarkCase())) {
        bySize.put(measurement.benchmarkCase().sizeBytes().getAsInt(), measurement.nanos());
      }
    }
    return bySize;
  }

  boolean isEmpty() {
    return bySize.isEmpty();
  }

  /** The yardstick of the nearest size, on a logarithmic scale. */
  Samples forSize(OptionalInt sizeBytes) {
    double wanted = Math.log(Math.max(1, sizeBytes.orElse(USUAL_BYTES)));
    return bySize.entrySet().stream()
        .min((a, b) -> Double.compare(distance(a, wanted), distance(b, wanted)))
        .orElseThrow()
        .getValue();
  }

  private static double distance(Map.Entry<Integer, Samples> size, double wanted) {
    return Math.abs(Math.log(size.getKey()) - wanted);
  }
}
