package org.ecall.jmh;

import java.util.Arrays;

/**
 * Welch's t-test on two sets of times, as they are and with the longest ones cropped at many
 * places: interrupts lengthen some of the times, and a leak may show in the short ones only
 * (Reparaz, Balasch and Verbauwhede, "Dude, is my code constant time?", DATE 2017).
 */
final class WelchTest {

  private static final int CROPS = 100;
  private static final double CROP_STEP = 10.0 / CROPS;

  /** A set that was cropped to fewer times says nothing. */
  private static final int FEWEST = 1000;

  private WelchTest() {}

  /**
   * The greatest |t| of all crops.
   *
   * @param first times of one set
   * @param second times of the other set
   */
  static double greatestT(long[] first, long[] second) {
    long[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    Arrays.sort(all);
    double greatest = t(first, second, Long.MAX_VALUE);
    for (int i = 1; i <= CROPS; i++) {
      double share = 1 - Math.pow(0.5, CROP_STEP * i);
      long limit = all[(int) (share * (all.length - 1))];
      greatest = Math.max(greatest, t(first, second, limit));
    }
    return greatest;
  }

  private static double t(long[] first, long[] second, long limit) {
    long[] a = Arrays.stream(first).filter(time -> time <= limit).toArray();
    long[] b = Arrays.stream(second).filter(time -> time <= limit).toArray();
    if (a.length < FEWEST || b.length < FEWEST) {
      return 0;
    }
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double error = Math.sqrt(variance(a, meanA) / a.length + variance(b, meanB) / b.length);
    return error == 0 ? 0 : Math.abs(meanA - meanB) / error;
  }

  private static double variance(long[] times, double mean) {
    return Arrays.stream(times).mapToDouble(time -> (time - mean) * (time - mean)).sum()
        / (times.length - 1);
  }
}
