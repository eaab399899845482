package org.ecall.jmh.result;

import java.util.Arrays;
import java.util.Collection;

/**
 * The times of all iterations of all forks of one benchmark, in nanoseconds an operation.
 *
 * <p>A machine that is shared disturbs in one direction only and often, so nothing here is a mean:
 * the minimum, the median, and an error of the median that follows from the median deviation and
 * that half of the samples being disturbed does not carry away.
 */
public final class Samples {

  /** Fewer say nothing about their error. */
  public static final int MIN_FOR_ERROR = 5;

  /** From the median deviation to the standard deviation of a normal distribution. */
  private static final double DEVIATION = 1.4826;

  /** From the standard error of a mean to that of a median. */
  private static final double MEDIAN_EFFICIENCY = Math.sqrt(Math.PI / 2);

  /** Standard errors on either side that hold 95 % of a normal distribution. */
  private static final double CONFIDENCE = 1.96;

  /** Beyond these no benchmark measures anything: a millionth of a nanosecond, and some days. */
  private static final double MIN_NANOS = 1e-6;

  private static final double MAX_NANOS = 1e15;

  private final double[] sorted;
  private final int forks;

  private Samples(double[] sorted, int forks) {
    this.sorted = sorted;
    this.forks = forks;
  }

  /**
   * Pools the iterations of forks.
   *
   * @param forks for each fork its iterations, in nanoseconds an operation
   * @return their statistics
   * @throws IllegalArgumentException if there are none, or one cannot be a time
   */
  public static Samples of(Collection<double[]> forks) {
    double[] sorted = forks.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no samples");
    }
    for (double sample : sorted) {
      if (!isTime(sample)) {
        throw new IllegalArgumentException("not a time: " + sample);
      }
    }
    return new Samples(sorted, forks.size());
  }

  /** Whether a number can be the time of an operation; written so that NaN cannot. */
  static boolean isTime(double nanos) {
    return nanos >= MIN_NANOS && nanos <= MAX_NANOS;
  }

  /**
   * How many iterations there are.
   *
   * @return at least 1
   */
  public int count() {
    return sorted.length;
  }

  /**
   * How many processes measured them.
   *
   * @return at least 1
   */
  public int forks() {
    return forks;
  }

  /**
   * The fastest iteration.
   *
   * @return nanoseconds
   */
  public double min() {
    return sorted[0];
  }

  /**
   * The middle one, or half-way between the two.
   *
   * @return nanoseconds
   */
  public double median() {
    return median(sorted);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[half]
        : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
  }

  /**
   * How far the median may lie from what many more forks would tell, with a confidence of 95 %:
   * 1.96 × √(π/2) × 1.4826 × the median of the distances from the median ÷ √forks. Iterations of a
   * fork share what its compiler made of the code, so only forks count as independent. With fewer
   * than {@link #MIN_FOR_ERROR} samples the error is the median itself: nothing is known.
   *
   * @return nanoseconds
   */
  public double error() {
    double median = median();
    if (sorted.length < MIN_FOR_ERROR) {
      return median;
    }
    double[] distances = Arrays.stream(sorted).map(s -> Math.abs(s - median)).sorted().toArray();
    return CONFIDENCE * MEDIAN_EFFICIENCY * DEVIATION * median(distances) / Math.sqrt(forks);
  }

  /**
   * Whether these take longer than others beyond the errors of both.
   *
   * @param other what to compare with
   * @return whether the ranges of the medians do not touch and these are the slower ones
   */
  public boolean slowerThan(Samples other) {
    return median() - error() > other.median() + other.error();
  }

  @Override
  public String toString() {
    return "min %.1f, median %.1f ± %.1f ns".formatted(min(), median(), error());
  }
}
