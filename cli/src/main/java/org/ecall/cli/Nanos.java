package org.ecall.cli;

import org.HdrHistogram.AbstractHistogram;

/**
 * A distribution of times in nanoseconds, the timer's own cost included.
 *
 * @param count of values
 * @param p50 median
 * @param p90 90th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param max largest
 */
public record Nanos(long count, long p50, long p90, long p99, long p999, long max) {

  /**
   * Summarises what was recorded.
   *
   * @param histogram of nanoseconds
   * @return its percentiles
   */
  public static Nanos of(AbstractHistogram histogram) {
    return new Nanos(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }
}
