package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private static final Measurement QUICK_AND_NOISY = new Measurement(100, 40, 16);
  private static final Measurement SLOW_AND_SURE = new Measurement(130, 5, 0);

  private static Estimate estimate(Measurement... figures) {
    return Objects.requireNonNull(Estimate.of(List.of(figures)));
  }

  @Test
  void withoutFiguresNothingIsAssumed() {
    assertThat(Estimate.of(List.of())).isNull();
  }

  @Test
  void oneFigureIsTakenAsItIs() {
    assertThat(estimate(QUICK_AND_NOISY))
        .isEqualTo(new Estimate(60, 140, true, false, QUICK_AND_NOISY));
    assertThat(estimate(SLOW_AND_SURE))
        .isEqualTo(new Estimate(125, 135, false, true, SLOW_AND_SURE));
  }

  /** The kernel that is here may be either, so none of what speaks for one is given up. */
  @Test
  void ofTwoKernelsTheBestOfEachFigureIsAssumed() {
    Estimate best = new Estimate(60, 135, false, true, SLOW_AND_SURE);
    assertThat(estimate(QUICK_AND_NOISY, SLOW_AND_SURE)).isEqualTo(best);
    assertThat(estimate(SLOW_AND_SURE, QUICK_AND_NOISY)).isEqualTo(best);
  }

  @Test
  void ofTwoThatAllocateAndAreNoisyNothingBetterIsAssumed() {
    Measurement slower = new Measurement(200, 90, 16);
    assertThat(estimate(slower, QUICK_AND_NOISY))
        .isEqualTo(new Estimate(60, 140, true, false, QUICK_AND_NOISY));
  }

  @Test
  void figuresOnTheBorderAreWithinIt() {
    assertThat(Estimate.isUsable(new Measurement(100, 50, 0))).isTrue();
    Measurement certainEnough = new Measurement(100, 10, 1);
    assertThat(estimate(certainEnough)).isEqualTo(new Estimate(90, 110, true, true, certainEnough));
    assertThat(estimate(new Measurement(110, 0, 0)).isSlowerThan(estimate(certainEnough)))
        .isFalse();
  }
}
