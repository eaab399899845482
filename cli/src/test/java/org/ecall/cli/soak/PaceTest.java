package org.ecall.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void slowPaceComesOnceAndThenNotYet() throws InterruptedException {
    Pace pace = new Pace(0.001);
    assertThat(pace.await()).isTrue();
    assertThat(pace.await()).isFalse();
    assertThat(pace.await()).isFalse();
  }

  @Test
  void paceThatIsNoneAlwaysComes() throws InterruptedException {
    Pace pace = new Pace(0);
    for (int i = 0; i < 100; i++) {
      assertThat(pace.await()).isTrue();
    }
  }
}
