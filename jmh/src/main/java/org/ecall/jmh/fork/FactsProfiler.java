package org.ecall.jmh.fork;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecall.jmh.result.Facts;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Stores with each result what its fork found out about itself. JMH's results have room for numbers
 * only, so the facts are the names of secondary metrics; see {@link Facts}.
 */
public final class FactsProfiler implements InternalProfiler {

  /** For JMH. */
  public FactsProfiler() {}

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return Stream.of(ForkFacts.using(), Optional.of(Machine.FACTS))
        .flatMap(Optional::stream)
        .map(facts -> new ScalarResult(facts.metricName(), 1, "facts", AggregationPolicy.MAX))
        .toList();
  }

  @Override
  public String getDescription() {
    return "what was measured, and on which machine";
  }
}
