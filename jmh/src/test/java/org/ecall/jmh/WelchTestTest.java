package org.ecall.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WelchTestTest {

  private static final int TIMES = 20_000;

  private final Random random = new Random(1);

  @Test
  void timesOfOneKindDoNotDiffer() {
    assertThat(WelchTest.greatestT(times(100, 10), times(100, 10))).isLessThan(4.5);
  }

  @Test
  void aSmallDifferenceOfManyTimesIsFound() {
    assertThat(WelchTest.greatestT(times(100, 10), times(101, 10))).isGreaterThan(8);
  }

  /** Where a few long times hide it, cropping brings it out. */
  @Test
  void interruptsHideNothing() {
    long[] first = times(100, 10);
    long[] second = times(102, 10);
    for (int i = 0; i < TIMES; i += 100) {
      first[i] += random.nextInt(1_000_000);
      second[i] += random.nextInt(1_000_000);
    }
    assertThat(WelchTest.greatestT(first, second)).isGreaterThan(10);
  }

  @Test
  void tooFewTimesSayNothing() {
    assertThat(WelchTest.greatestT(new long[] {1, 1, 1}, new long[] {9, 9, 9})).isZero();
  }

  private long[] times(int mean, int deviation) {
    return random
        .doubles(TIMES)
        .mapToLong(ignored -> Math.round(mean + deviation * random.nextGaussian()))
        .toArray();
  }
}
