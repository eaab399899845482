package org.ecall.jmh.result;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Gathers the rounds of one case. */
final class CasePool {

  private final BenchmarkCase benchmarkCase;
  private final List<double[]> forks = new ArrayList<>();
  private List<Facts> facts = List.of();
  private double allocatedBytes = Double.NaN;
  private int warmupIterations = Integer.MAX_VALUE;

  CasePool(BenchmarkCase benchmarkCase) {
    this.benchmarkCase = benchmarkCase;
  }

  void add(List<double[]> nanos, int warmups, OptionalDouble allocated, List<Facts> told)
      throws ResultFormatException {
    if (!forks.isEmpty() && !told.equals(facts)) {
      throw new ResultFormatException(
          "it holds rounds that do not belong together: "
              + benchmarkCase
              + " was measured "
              + describe(facts)
              + " and "
              + describe(told)
              + "; keep results of different machines or versions in files of their own");
    }
    facts = told;
    forks.addAll(nanos);
    warmupIterations = Math.min(warmupIterations, warmups);
    if (allocated.isPresent()) {
      allocatedBytes =
          Double.isNaN(allocatedBytes)
              ? allocated.getAsDouble()
              : Math.max(allocatedBytes, allocated.getAsDouble());
    }
  }

  private static String describe(List<Facts> facts) {
    var all = new TreeMap<String, String>();
    facts.forEach(some -> all.putAll(some.values()));
    return "with " + all;
  }

  Measurement pooled() {
    return new Measurement(
        benchmarkCase,
        Samples.of(forks),
        warmupIterations,
        Double.isNaN(allocatedBytes) ? OptionalDouble.empty() : OptionalDouble.of(allocatedBytes),
        facts);
  }
}
