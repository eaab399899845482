package org.ecall.jmh.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PresentTest {

  @Test
  void aProcessOfItsOwnFindsWhatEveryJvmHas() throws IOException {
    Present present = Present.probe();
    assertThat(present.backends()).contains("jdk", "bouncycastle");
    assertThat(present.peers()).contains("SunJCE", "BouncyCastle");
    assertThat(present.kernels()).allMatch(kernel -> kernel.startsWith("native/"));
    assertThat(present.absent()).allSatisfy((name, reason) -> assertThat(reason).isNotBlank());
  }
}
