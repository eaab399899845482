package org.ecall.engine.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ecall.engine.Together;
import org.junit.jupiter.api.Test;

class SealedKeyRegisterTest {

  @Test
  void ofSeveralThreadsThatAddTheSameKeyExactlyOneMay() {
    int keys = 20_000;
    var register = new SealedKeyRegister();
    List<boolean[]> answers =
        Together.call(
            4,
            thread -> {
              boolean[] mine = new boolean[keys];
              for (int i = 0; i < keys; i++) {
                mine[i] = register.add((i + 1) * 0x9e37_79b9_7f4a_7c15L);
              }
              return mine;
            });
    for (int i = 0; i < keys; i++) {
      int key = i;
      assertThat(answers.stream().filter(mine -> mine[key]).count()).isEqualTo(1);
    }
    assertThat(register.size()).isEqualTo(keys);
  }

  @Test
  void startsEmptyAndSmall() {
    var register = new SealedKeyRegister();
    assertThat(register.size()).isZero();
    assertThat(register.sizeBytes()).isLessThanOrEqualTo(1_024);
  }
}
