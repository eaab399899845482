package org.ecall.engine.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.EngineClosedException;
import org.ecall.engine.TestEngines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ownership of secrets: what they are copied from, wiping, and use after that. */
class SecretsTest {

  private static final SecretAccess ACCESS = SecretAccess.leaksKeyBytes();
  private static final CipherSuite SUITE = CipherSuite.AES_256_GCM_SHA512_128;

  private final byte[] bytes = TestEngines.random(32);

  private static void assertClosed(ThrowingCallable use) {
    assertThatExceptionOfType(EngineClosedException.class).isThrownBy(use);
  }

  @Test
  void aViewIsAllZeroOnceTheSecretIsClosed() {
    SecretBytes secret = SecretBytes.copyOf(bytes);
    MemorySegment view = secret.view(ACCESS);
    assertThat(view.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
    assertThat(view.isReadOnly()).isTrue();
    assertThat(view.isNative()).isTrue();
    secret.close();
    secret.close();
    assertThat(view.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(new byte[32]);
    assertClosed(() -> secret.view(ACCESS));
    assertClosed(() -> secret.toByteArray(ACCESS));
  }

  @Test
  void isACopyOfWhatItWasMadeFrom() {
    byte[] original = bytes.clone();
    SecretBytes secret = SecretBytes.copyOf(original);
    BaseKey base = BaseKey.copyOf(original);
    original[0] ^= 1;
    assertThat(secret.toByteArray(ACCESS)).isEqualTo(bytes);
    assertThat(base.toByteArray(ACCESS)).isEqualTo(bytes);
    base.toByteArray(ACCESS)[0] ^= 1;
    assertThat(base.toByteArray(ACCESS)).isEqualTo(bytes);
  }

  @Test
  void takingOverWipesTheArrayThatBroughtIt() {
    byte[] brought = bytes.clone();
    SecretBytes secret = SecretBytes.takeOver(brought);
    assertThat(brought).isEqualTo(new byte[32]);
    assertThat(secret.toByteArray(ACCESS)).isEqualTo(bytes);
  }

  @Test
  @DisplayName("R3-3: \"A secret MUST be wiped when its owner is closed\"")
  void frameKeysAreWipedOnClose() {
    BaseKey base = BaseKey.copyOf(bytes);
    FrameKeys keys = FrameKeys.derive(SUITE, 1, base);
    List<MemorySegment> views =
        List.of(
            keys.sframeSecret().view(ACCESS),
            keys.sframeKey().view(ACCESS),
            keys.sframeSalt().view(ACCESS));
    base.close();
    for (MemorySegment view : views) {
      assertThat(view.toArray(ValueLayout.JAVA_BYTE)).isNotEqualTo(new byte[(int) view.byteSize()]);
    }
    keys.close();
    for (MemorySegment view : views) {
      assertThat(view.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(new byte[(int) view.byteSize()]);
    }
    assertClosed(keys::commitment);
    assertClosed(() -> keys.saltHigh(ACCESS));
    assertClosed(() -> keys.saltLow(ACCESS));
  }

  @Test
  void baseKeysAndSessionSecretsAreOfNoUseOnceClosed() {
    BaseKey base = BaseKey.copyOf(bytes);
    MemorySegment view = base.secret().view(ACCESS);
    base.close();
    assertThat(view.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(new byte[32]);
    assertClosed(() -> FrameKeys.derive(SUITE, 1, base));
    assertClosed(() -> base.toByteArray(ACCESS));
    SessionSecret session = TestEngines.freshSessionSecret();
    MemorySegment sessionView = session.secret().view(ACCESS);
    session.close();
    assertThat(sessionView.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(new byte[32]);
    assertClosed(() -> EpochSecret.first(session));
  }

  @Test
  @DisplayName(
      "R3-3: \"A secret MUST be wiped when its owner is closed\": a ratchet \"gives forward"
          + " secrecy\"")
  void epochSecretsAreOfNoUseOnceClosedAndTheNextOneStaysAlive() {
    EpochSecret first = EpochSecret.first(TestEngines.freshSessionSecret());
    EpochSecret second = first.next();
    first.close();
    assertClosed(first::next);
    assertClosed(() -> first.toByteArray(ACCESS));
    assertClosed(() -> first.baseKey(Direction.CALLER_TO_CALLEE));
    assertClosed(() -> first.frameKeys(SUITE, MediaStream.AUDIO, Direction.CALLER_TO_CALLEE));
    assertThat(second.next().epoch()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15})
  @DisplayName("R3-4: \"An embedder … supplies base_key (at least 16 bytes) and KID\"")
  void refusesBaseKeysThatAreTooShort(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaseKey.copyOf(new byte[size]))
        .withMessageContaining(size + " bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 32, 64, 200})
  void takesBaseKeysOfAnySizeThatIsLargeEnough(int size) {
    assertThat(BaseKey.copyOf(new byte[size]).toByteArray(ACCESS)).hasSize(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33, 64})
  void refusesSessionSecretsOfAnotherSize(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionSecret.copyOf(new byte[size], new byte[64]))
        .withMessageContaining(size + " bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 63, 65})
  void refusesContextsOfAnotherSize(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SessionSecret.copyOf(new byte[32], new byte[size]))
        .withMessageContaining(size + " bytes");
  }

  @Test
  void theContextIsCopied() {
    byte[] context = TestEngines.random(64);
    SessionSecret session = SessionSecret.copyOf(bytes, context);
    byte[] before = EpochSecret.first(session).toByteArray(ACCESS);
    context[0] ^= 1;
    assertThat(EpochSecret.first(session).toByteArray(ACCESS)).isEqualTo(before);
  }

  @Test
  void refusesEmptySecretsAndMissingTokens() {
    assertThatIllegalArgumentException().isThrownBy(() -> SecretBytes.copyOf(new byte[0]));
    SecretBytes secret = SecretBytes.copyOf(bytes);
    assertThatNullPointerException().isThrownBy(() -> secret.view(null));
    assertThatNullPointerException().isThrownBy(() -> secret.toByteArray(null));
  }
}
