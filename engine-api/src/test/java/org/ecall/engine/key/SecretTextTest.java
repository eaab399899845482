package org.ecall.engine.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecall.engine.CipherSuite;
import org.ecall.engine.TestEngines;
import org.junit.jupiter.api.Test;

/** What holders of secrets say of themselves: enough to tell them apart in a log, no more. */
class SecretTextTest {

  private static final SecretAccess ACCESS = SecretAccess.leaksKeyBytes();

  @Test
  void saysKindAndSizeOrName() {
    try (SessionSecret session = TestEngines.freshSessionSecret();
        EpochSecret epoch = EpochSecret.first(session);
        BaseKey base = BaseKey.copyOf(new byte[20]);
        FrameKeys keys = FrameKeys.derive(CipherSuite.AES_256_GCM_SHA512_128, -1, base)) {
      assertThat(session).hasToString("SessionSecret[redacted]");
      assertThat(epoch).hasToString("EpochSecret[epoch 0]");
      assertThat(base).hasToString("BaseKey[20 bytes]");
      assertThat(keys).hasToString("FrameKeys[AES_256_GCM_SHA512_128, KID 18446744073709551615]");
      assertThat(keys.sframeSalt()).hasToString("SecretBytes[12 bytes]");
    }
  }

  @Test
  void aCopyOfASecretOutlivesIt() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    try (SecretBytes copy = secret.copy()) {
      secret.close();
      assertThat(copy.toByteArray(ACCESS)).containsExactly(1, 2, 3);
    }
  }
}
