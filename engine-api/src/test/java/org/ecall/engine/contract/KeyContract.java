package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expanding keys, and that using one does not change it. */
interface KeyContract extends ContractSubject {

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 8, 15, 17, 20, 24, 31, 33, 48, 64})
  default void otherKeySizesAreRefused(int size) {
    assertThatIllegalArgumentException().isThrownBy(() -> expand(new byte[size]));
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {16, 32})
  default void theKeyIsCopied(int keySize) {
    Message message = Message.of(1, keySize, 16, 160);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, message.key);
      try (AeadKey key = backend().expandKey(memory)) {
        assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(message.key);
        memory.fill((byte) 0);
        assertThat(message.sealWith(key)).isEqualTo(message.sealed);
        assertThat(message.opensWith(key)).isTrue();
      }
    }
  }

  /** Sealing, opening, refusing, and sealing again with a nonce that was used just before. */
  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {16, 32})
  default void useChangesNothing(int keySize) {
    Message first = Message.of(1, keySize, 16, 160);
    Message second = Message.of(2, keySize, 0, 1200);
    byte[] forged = second.sealed.clone();
    forged[0] ^= 1;
    byte[] out = new byte[second.size()];
    try (AeadKey key = expand(first.key)) {
      for (int i = 0; i < 50; i++) {
        assertThat(first.sealWith(key)).isEqualTo(first.sealed);
        assertThat(first.sealWith(key)).isEqualTo(first.sealed);
        assertThat(first.opensWith(key)).isTrue();
        assertThat(first.sealWith(key)).isEqualTo(first.sealed);
        assertThat(
                key.open(
                    second.nonceHigh,
                    second.nonceLow,
                    second.aad,
                    0,
                    0,
                    forged,
                    0,
                    out.length,
                    out,
                    0))
            .isFalse();
        assertThat(second.sealWith(key)).isEqualTo(second.sealed);
        assertThat(second.opensWith(key)).isTrue();
        assertThat(second.opensWith(key)).isTrue();
      }
    }
  }

  @Test
  default void aKeyOfZerosIsAKey() {
    GcmTestCase test = GcmTestCase.CASE_14;
    byte[] plaintext = test.plaintext();
    byte[] sealed = test.sealed();
    try (AeadKey key = expand(test.key())) {
      for (int i = 0; i < 3; i++) {
        byte[] out = new byte[sealed.length];
        key.seal(0, 0, new byte[0], 0, 0, plaintext, 0, plaintext.length, out, 0);
        assertThat(out).isEqualTo(sealed);
      }
    }
  }

  @Test
  default void keysAreIndependent() {
    Message shortKey = Message.of(5, 16, 16, 100);
    Message longKey = Message.of(6, 32, 16, 100);
    AeadKey one = expand(shortKey.key);
    try (AeadKey other = expand(longKey.key)) {
      for (int i = 0; i < 20; i++) {
        assertThat(shortKey.sealWith(one)).isEqualTo(shortKey.sealed);
        assertThat(longKey.sealWith(other)).isEqualTo(longKey.sealed);
      }
      one.close();
      assertThat(longKey.sealWith(other)).isEqualTo(longKey.sealed);
    }
  }

  @Test
  default void keysDoNotPrint() {
    byte[] bytes = Message.key(32);
    try (AeadKey key = expand(bytes)) {
      assertThat(key.toString()).doesNotContain(HexFormat.of().formatHex(bytes));
      assertThat(key.toString()).doesNotContain(Arrays.toString(bytes));
    }
  }
}
