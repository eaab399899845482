package org.ecall.engine.hazmat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.TestBackend;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.nonce.SealedKeyRegister;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplicitCounterSealerTest {

  /** RFC 9605, appendix C.3. */
  @ParameterizedTest
  @CsvSource({
    "4, 9901234567b7412c2513a1b66dbb48841bbaf17f598751176ad847681a69c6d0b091c07018ce4adb34eb",
    "5, 990123456794f509d36e9beacb0e261d99c7d1e972f1fed787d4049f17ca21353c1cc24d56ceabced279",
  })
  void sealsTheFramesOfTheRfc(int suiteId, String frame) {
    HexFormat hex = HexFormat.of();
    TestBackend backend = new TestBackend();
    int registered = SealedKeyRegister.PROCESS.size();
    try (BaseKey key = BaseKey.copyOf(hex.parseHex("000102030405060708090a0b0c0d0e0f"))) {
      byte[] sealed =
          ExplicitCounterSealer.seal(
              backend,
              CipherSuite.ofId(suiteId).orElseThrow(),
              key,
              new FrameHeader(0x123, 0x4567),
              hex.parseHex("4945544620534672616d65205747"),
              hex.parseHex("64726166742d696574662d736672616d652d656e63"));
      assertThat(hex.formatHex(sealed)).isEqualTo(frame);
    }
    assertThat(backend.keysOpen()).isZero();
    assertThat(SealedKeyRegister.PROCESS.size()).isEqualTo(registered);
  }
}
