package org.ecall.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.ecall.engine.replay.ReplayWindow.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {

  private static final long LAST = -1;

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 100, 1_024, 65_536})
  void knowsTheEdgesOfTheWindow(int windowFrames) {
    var window = new ReplayWindow(windowFrames);
    long highest = 1_000_000;
    window.markSeen(highest);
    assertThat(window.check(highest)).isEqualTo(Verdict.SEEN);
    assertThat(window.check(highest - (windowFrames - 1))).isEqualTo(Verdict.FRESH);
    assertThat(window.check(highest - windowFrames)).isEqualTo(Verdict.TOO_OLD);
    assertThat(window.check(0)).isEqualTo(Verdict.TOO_OLD);

    window.markSeen(highest - (windowFrames - 1));
    assertThat(window.check(highest - (windowFrames - 1))).isEqualTo(Verdict.SEEN);
    window.markSeen(highest + 1);
    assertThat(window.check(highest - (windowFrames - 1))).isEqualTo(Verdict.TOO_OLD);
    assertThat(window.check(highest)).isEqualTo(Verdict.SEEN);
    assertThat(window.check(highest + 2)).isEqualTo(Verdict.FRESH);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 1_023, 1_024, Long.MAX_VALUE, Long.MIN_VALUE, -2, LAST})
  @DisplayName("R6-6: \"The first authentic frame may be anywhere.\"")
  void theFirstCounterMayBeAnywhere(long first) {
    var window = new ReplayWindow(ReplayWindow.DEFAULT_FRAMES);
    assertThat(window.started()).isFalse();
    assertThat(window.check(first)).isEqualTo(Verdict.FRESH);
    window.markSeen(first);
    assertThat(window.started()).isTrue();
    assertThat(window.check(first)).isEqualTo(Verdict.SEEN);
    if (first != LAST) {
      assertThat(window.check(first + 1)).isEqualTo(Verdict.FRESH);
    }
    if (first != 0) {
      assertThat(window.check(first - 1)).isEqualTo(Verdict.FRESH);
    }
  }

  @Test
  void goesUpToTheLastCounterAndNotRoundToZero() {
    var window = new ReplayWindow(64);
    for (long ctr = LAST - 200; ctr != 0; ctr++) {
      assertThat(window.check(ctr)).isEqualTo(Verdict.FRESH);
      window.markSeen(ctr);
      assertThat(window.check(ctr)).isEqualTo(Verdict.SEEN);
    }
    assertThat(window.check(LAST - 63)).isEqualTo(Verdict.SEEN);
    assertThat(window.check(LAST - 64)).isEqualTo(Verdict.TOO_OLD);
    assertThat(window.check(0)).isEqualTo(Verdict.TOO_OLD);
    assertThat(window.check(5)).isEqualTo(Verdict.TOO_OLD);
  }

  @Test
  void jumpsFromZeroToTheLastCounter() {
    var window = new ReplayWindow(64);
    window.markSeen(0);
    assertThat(window.check(LAST)).isEqualTo(Verdict.FRESH);
    window.markSeen(LAST);
    assertThat(window.check(0)).isEqualTo(Verdict.TOO_OLD);
    assertThat(window.check(LAST - 63)).isEqualTo(Verdict.FRESH);
  }

  @Test
  @DisplayName("R6-6: \"1,024 frames unless configured, 64 to 65,536\"")
  void hasTheSizesOfTheProtocol() {
    assertThat(ReplayWindow.DEFAULT_FRAMES).isEqualTo(1_024);
    assertThat(ReplayWindow.requireValidSize(64)).isEqualTo(64);
    assertThat(ReplayWindow.requireValidSize(65_536)).isEqualTo(65_536);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 63, 65_537, Integer.MAX_VALUE})
  void refusesOtherSizes(int windowFrames) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplayWindow(windowFrames))
        .withMessageContaining(Integer.toString(windowFrames));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplayWindow.requireValidSize(windowFrames));
  }
}
