package org.ecall.jmh.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One element of JMH's JSON, as far as it is used here; fields that are missing are null or 0. */
record Entry(
    @Nullable String benchmark,
    @Nullable String mode,
    int threads,
    int warmupIterations,
    @Nullable String jmhVersion,
    @Nullable String vmName,
    @Nullable String vmVersion,
    @Nullable Map<String, String> params,
    @Nullable Metric primaryMetric,
    @Nullable Map<String, Metric> secondaryMetrics) {

  /** A metric: for each fork its iterations. */
  record Metric(
      double score,
      @Nullable String scoreUnit,
      @JsonProperty("rawData") @Nullable List<double[]> forks) {}
}
