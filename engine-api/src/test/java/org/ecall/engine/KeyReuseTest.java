package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.key.SessionSecret;
import org.ecall.engine.nonce.SealedKeyRegister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A second sealer for a key would begin at counter 0 again. */
class KeyReuseTest {

  private final MediaEngine engine = TestEngines.open();
  private final MediaEngine another = TestEngines.open();
  private final BaseKey key = TestEngines.freshBaseKey();

  @AfterEach
  void close() {
    engine.close();
    another.close();
    key.close();
  }

  private static void assertRefused(MediaEngine engine, long kid, BaseKey key) {
    assertThatExceptionOfType(KeyReuseException.class)
        .isThrownBy(() -> engine.newSealer(kid, key))
        .withMessageContaining("KID " + kid + " ");
  }

  @Test
  @DisplayName(
      "R4-2: \"A key and salt that have been given to a sealer … MUST NOT be given to a second\"")
  void theSameKidAndBaseKeyCannotSealTwice() {
    FrameSealer first = engine.newSealer(5, key);
    assertRefused(engine, 5, key);
    Frames.seal(first);
    assertRefused(engine, 5, key);
  }

  @Test
  @DisplayName("R4-2: \"closed or not, whichever engine asks\"")
  void closingDoesNotAllowItEitherAndNeitherDoesAnotherEngine() {
    engine.newSealer(5, key).close();
    assertRefused(engine, 5, key);
    assertRefused(another, 5, key);
    engine.close();
    assertRefused(another, 5, key);
    byte[] bytes = key.toByteArray(SecretAccess.leaksKeyBytes());
    try (BaseKey sameBytes = BaseKey.copyOf(bytes)) {
      assertRefused(another, 5, sameBytes);
    }
  }

  @Test
  void aSealerThatNeverSealedHasUsedItsKeyAllTheSame() {
    engine.newSealer(5, key);
    assertRefused(another, 5, key);
  }

  @Test
  void anotherKidOrSuiteIsAnotherKey() {
    engine.newSealer(5, key);
    assertThat(engine.newSealer(6, key).kid()).isEqualTo(6);
    EngineOptions suite4 = TestEngines.OPTIONS.withSuite(CipherSuite.AES_128_GCM_SHA256_128);
    try (MediaEngine other = TestEngines.open(suite4)) {
      assertThat(other.newSealer(5, key).kid()).isEqualTo(5);
      assertRefused(other, 5, key);
    }
  }

  @Test
  void openingIsNotSealing() {
    FrameOpener opener = engine.newOpener();
    opener.addKey(5, key);
    another.newOpener().addKey(5, key);
    assertThat(Opened.statusBy(opener, Frames.seal(engine.newSealer(5, key))))
        .isEqualTo(OpenStatus.OPENED);
    engine.newOpener().addKey(5, key);
  }

  @Test
  void ofThreadsThatWantTheSameKeyOneGetsIt() {
    for (int round = 0; round < 50; round++) {
      long kid = round;
      long sealers =
          Together.call(
                  4,
                  thread -> {
                    try {
                      return (thread % 2 == 0 ? engine : another).newSealer(kid, key) != null;
                    } catch (KeyReuseException e) {
                      return false;
                    }
                  })
              .stream()
              .filter(mine -> mine)
              .count();
      assertThat(sealers).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("R4-2: a second session of the same role and secret would repeat every nonce")
  void aSecondSessionOfTheSameCallAndRoleCannotSeal() {
    try (SessionSecret secret = TestEngines.freshSessionSecret()) {
      CallSession first = engine.openCall(CallRole.CALLER, secret);
      CallSession callee = engine.openCall(CallRole.CALLEE, secret);
      CallSession again = another.openCall(CallRole.CALLER, secret);
      Frames.seal(first.sealer(MediaStream.AUDIO));
      Frames.seal(callee.sealer(MediaStream.AUDIO));
      first.close();
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatExceptionOfType(KeyReuseException.class)
            .isThrownBy(() -> again.sealer(MediaStream.AUDIO));
      }
      // A stream that has not been sealed has nothing to repeat.
      Frames.seal(again.sealer(MediaStream.VIDEO));
    }
  }

  @Test
  void theRegisterOfTheProcessCountsEachKeyOnce() {
    int before = SealedKeyRegister.PROCESS.size();
    engine.newSealer(1, key);
    engine.newSealer(2, key);
    assertRefused(engine, 2, key);
    engine.newOpener().addKey(3, key);
    assertThat(SealedKeyRegister.PROCESS.size()).isEqualTo(before + 2);
    assertThat(SealedKeyRegister.PROCESS.sizeBytes()).isPositive();
  }
}
