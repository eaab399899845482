package org.ecall.jmh.result;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All rounds of one benchmark with one set of parameters.
 *
 * @param benchmarkCase what was measured
 * @param nanos how long an operation took
 * @param warmupIterations the fewest iterations that a fork ran before it measured
 * @param allocatedBytes the most that an operation allocated in a fork; empty without JMH's
 *     profiler {@code gc}
 * @param facts what the forks found out about themselves, and agree on
 */
public record Measurement(
    BenchmarkCase benchmarkCase,
    Samples nanos,
    int warmupIterations,
    OptionalDouble allocatedBytes,
    List<Facts> facts) {

  /** Copies the facts. */
  public Measurement {
    facts = List.copyOf(facts);
  }

  /**
   * A fact.
   *
   * @param kind what it is about, such as {@link Facts#USING}
   * @param key its name
   * @return its value, or empty if nothing is known
   */
  public Optional<String> fact(String kind, String key) {
    return facts.stream()
        .filter(some -> some.kind().equals(kind))
        .flatMap(some -> some.value(key).stream())
        .findFirst();
  }
}
