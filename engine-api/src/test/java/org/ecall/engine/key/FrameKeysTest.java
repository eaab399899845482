package org.ecall.engine.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.ecall.engine.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameKeysTest {

  private static final SecretAccess ACCESS = SecretAccess.leaksKeyBytes();
  private static final long KID = 0x123;
  private static final byte[] BASE_KEY =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

  /** RFC 9605, appendix C.3. */
  @ParameterizedTest
  @CsvSource({
    "4,"
        + "d926952ca8b7ec4a95941d1ada3a5203ceff8cceee34f574d23909eb314c40c0,"
        + "d34f547f4ca4f9a7447006fe7fcbf768,"
        + "75234edefe07819026751816",
    "5,"
        + "0fc3ea6de6aac97a35f194cf9bed94d4b5230f1cb45a785c9fe5dce9c188938a"
        + "b6ba005bc4c0a19181599e9d1bcf7b74aca48b60bf5e254e546d809313e083a3,"
        + "d3e27b0d4a5ae9e55df01a70e6d4d28d969b246e2936f4b7a5d9b494da6b9633,"
        + "84991c167b8cd23c93708ec7",
  })
  void agreesWithTheVectorsOfTheRfc(int suiteId, String secret, String key, String salt) {
    CipherSuite suite = CipherSuite.ofId(suiteId).orElseThrow();
    try (BaseKey base = BaseKey.copyOf(BASE_KEY);
        FrameKeys keys = FrameKeys.derive(suite, KID, base)) {
      assertThat(keys.sframeSecret().toByteArray(ACCESS))
          .asHexString()
          .isEqualToIgnoringCase(secret);
      assertThat(keys.sframeKey().toByteArray(ACCESS)).asHexString().isEqualToIgnoringCase(key);
      assertThat(keys.sframeSalt().toByteArray(ACCESS)).asHexString().isEqualToIgnoringCase(salt);
      assertThat(HexFormat.of().toHexDigits(keys.saltHigh(ACCESS))).isEqualTo(salt.substring(0, 8));
      assertThat(HexFormat.of().toHexDigits(keys.saltLow(ACCESS))).isEqualTo(salt.substring(8));
      assertThat(keys.suite()).isEqualTo(suite);
      assertThat(keys.kid()).isEqualTo(KID);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 534672616d6520312e3020536563726574206b65792000000000000001230004,"
        + "534672616d6520312e30205365637265742073616c742000000000000001230004",
    "5, 534672616d6520312e3020536563726574206b65792000000000000001230005,"
        + "534672616d6520312e30205365637265742073616c742000000000000001230005",
  })
  void labelsBindKidAndSuiteAsInTheRfc(int suiteId, String keyLabel, String saltLabel) {
    assertThat(Labels.ofKid("SFrame 1.0 Secret key ", KID, suiteId))
        .asHexString()
        .isEqualToIgnoringCase(keyLabel);
    assertThat(Labels.ofKid("SFrame 1.0 Secret salt ", KID, suiteId))
        .asHexString()
        .isEqualToIgnoringCase(saltLabel);
  }

  @Test
  void sizesAreThoseOfTheSuite() {
    for (CipherSuite suite : CipherSuite.values()) {
      try (BaseKey base = BaseKey.copyOf(BASE_KEY);
          FrameKeys keys = FrameKeys.derive(suite, KID, base)) {
        assertThat(keys.sframeSecret().sizeBytes()).isEqualTo(suite.hashSizeBytes());
        assertThat(keys.sframeKey().sizeBytes()).isEqualTo(suite.keySizeBytes());
        assertThat(keys.sframeSalt().sizeBytes()).isEqualTo(CipherSuite.NONCE_SIZE_BYTES);
        assertThat(keys.commitment()).hasSize(32);
      }
    }
  }
}
