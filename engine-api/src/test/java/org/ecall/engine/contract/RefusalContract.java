package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not authenticate is refused, and leaves nothing but zeros. */
interface RefusalContract extends ContractSubject {

  /** Where output lies in its buffer. */
  int AT = 29;

  @ParameterizedTest(name = "{0} bytes, AES key of {1} bytes")
  @CsvSource({"0,32", "1,16", "16,32", "17,16", "64,32", "160,32", "160,16"})
  default void everyChangedBit(int size, int keySize) {
    Message message = Message.of(size, keySize, 20, size);
    try (AeadKey key = expand(message.key)) {
      for (int bit = 0; bit < message.sealed.length * Byte.SIZE; bit++) {
        refuses(key, message, flipped(message.sealed, bit), message.aad, 0, 0);
      }
      for (int bit = 0; bit < message.aad.length * Byte.SIZE; bit++) {
        refuses(key, message, message.sealed, flipped(message.aad, bit), 0, 0);
      }
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        refuses(key, message, message.sealed, message.aad, 1 << bit, 0);
      }
      for (int bit = 0; bit < Long.SIZE; bit++) {
        refuses(key, message, message.sealed, message.aad, 0, 1L << bit);
      }
      assertThat(message.opensWith(key)).as("the unchanged message afterwards").isTrue();
    }
  }

  /** In a new array, and in place, where the ciphertext has to be gone but the tag stays. */
  private static void refuses(
      AeadKey key, Message message, byte[] sealed, byte[] aad, int highChange, long lowChange) {
    int size = message.size();
    int high = message.nonceHigh ^ highChange;
    long low = message.nonceLow ^ lowChange;
    byte[] out = TestBytes.canaries(AT + size + AT);
    assertThat(key.open(high, low, aad, 0, aad.length, sealed, 0, size, out, AT)).isFalse();
    TestBytes.checkOnly("refused " + message, new byte[size], out, AT);

    byte[] inPlace = TestBytes.canaries(AT + sealed.length + AT);
    System.arraycopy(sealed, 0, inPlace, AT, sealed.length);
    assertThat(key.open(high, low, aad, 0, aad.length, inPlace, AT, size, inPlace, AT)).isFalse();
    byte[] expected = sealed.clone();
    Arrays.fill(expected, 0, size, (byte) 0);
    TestBytes.checkOnly("refused in place " + message, expected, inPlace, AT);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1, 160, 1200, 16_384, 65_536})
  default void nativeOutputIsZeroAfterRefusal(int size) {
    Message message = Message.of(size, 32, 20, size);
    try (AeadKey key = expand(message.key);
        Arena arena = Arena.ofConfined()) {
      byte[] forged = flipped(message.sealed, message.sealed.length * Byte.SIZE - 1);
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, forged);
      MemorySegment out = arena.allocate(size + AT).fill(TestBytes.CANARY);
      assertThat(message.open(key, in, out)).isFalse();
      TestBytes.checkOnly("refused", new byte[size], out.toArray(ValueLayout.JAVA_BYTE), 0);
      assertThat(message.open(key, in, in)).isFalse();
      Arrays.fill(forged, 0, size, (byte) 0);
      TestBytes.checkRange("in place", forged, in.toArray(ValueLayout.JAVA_BYTE), 0);
    }
  }

  @Test
  default void lengthsAreAuthenticated() {
    Message message = Message.of(7, 32, 20, 64);
    try (AeadKey key = expand(message.key)) {
      for (int cut = 1; cut <= 64; cut++) {
        byte[] shorter = Arrays.copyOfRange(message.sealed, cut, message.sealed.length);
        refuses(key, Message.of(7, 32, 20, 64 - cut), shorter, message.aad, 0, 0);
      }
      for (int cut = 1; cut <= 20; cut++) {
        byte[] aad = Arrays.copyOf(message.aad, 20 - cut);
        refuses(key, message, message.sealed, aad, 0, 0);
        // The same bytes in all, with the border between the two parts elsewhere.
        refuses(key, message, message.sealed, Arrays.copyOf(message.aad, 20 + cut), 0, 0);
      }
    }
  }

  @ParameterizedTest(name = "AES key of {0} bytes")
  @ValueSource(ints = {16, 32})
  default void anotherKey(int keySize) {
    Message message = Message.of(3, keySize, 20, 160);
    for (int bit = 0; bit < keySize * Byte.SIZE; bit++) {
      try (AeadKey key = expand(flipped(message.key, bit))) {
        refuses(key, message, message.sealed, message.aad, 0, 0);
      }
    }
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return changed;
  }
}
