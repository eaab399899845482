package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.api.Test;

/** Input and output in the same memory: at the same place, or side by side. */
interface InPlaceContract extends ContractSubject {

  /** Where the message lies in its buffer. */
  int AT = 37;

  @Test
  default void inPlaceInAnArray() {
    try (AeadKey key = expand(Message.key(32))) {
      sizes().forEach(size -> inPlace(key, Message.of(size, 32, 16, size)));
    }
  }

  private static void inPlace(AeadKey key, Message message) {
    int size = message.size();
    byte[] buffer = TestBytes.canaries(AT + message.sealed.length + AT);
    System.arraycopy(message.plaintext, 0, buffer, AT, size);
    key.seal(message.nonceHigh, message.nonceLow, message.aad, 0, 16, buffer, AT, size, buffer, AT);
    TestBytes.checkOnly("sealing in place " + message, message.sealed, buffer, AT);
    assertThat(
            key.open(
                message.nonceHigh,
                message.nonceLow,
                message.aad,
                0,
                16,
                buffer,
                AT,
                size,
                buffer,
                AT))
        .isTrue();
    checkOpenedInPlace(message, buffer);
  }

  /** The tag is not part of the output, so it is still there. */
  private static void checkOpenedInPlace(Message message, byte[] buffer) {
    byte[] expected = message.sealed.clone();
    System.arraycopy(message.plaintext, 0, expected, 0, message.size());
    TestBytes.checkOnly("opening in place " + message, expected, buffer, AT);
  }

  @Test
  default void inPlaceInNativeMemory() {
    try (AeadKey key = expand(Message.key(32));
        Arena arena = Arena.ofConfined()) {
      sizes().forEach(size -> inPlace(key, Message.of(size, 32, 16, size), arena));
    }
  }

  private static void inPlace(AeadKey key, Message message, Arena arena) {
    int size = message.size();
    MemorySegment buffer = arena.allocate(AT + message.sealed.length + AT).fill(TestBytes.CANARY);
    MemorySegment.copy(message.plaintext, 0, buffer, ValueLayout.JAVA_BYTE, AT, size);
    MemorySegment aad = MemorySegment.ofArray(message.aad);
    key.seal(message.nonceHigh, message.nonceLow, aad, 0, 16, buffer, AT, size, buffer, AT);
    TestBytes.checkOnly(
        "sealing in place " + message, message.sealed, buffer.toArray(ValueLayout.JAVA_BYTE), AT);
    assertThat(
            key.open(message.nonceHigh, message.nonceLow, aad, 0, 16, buffer, AT, size, buffer, AT))
        .isTrue();
    checkOpenedInPlace(message, buffer.toArray(ValueLayout.JAVA_BYTE));
  }

  /** The layout of a frame: header, which is the additional data, then payload. */
  @Test
  default void additionalDataInFrontOfTheOutput() {
    try (AeadKey key = expand(Message.key(32))) {
      sizes().forEach(size -> behindHeader(key, Message.of(size, 32, 16, size)));
    }
  }

  private static void behindHeader(AeadKey key, Message message) {
    int size = message.size();
    byte[] frame = new byte[16 + message.sealed.length];
    System.arraycopy(message.aad, 0, frame, 0, 16);
    key.seal(
        message.nonceHigh, message.nonceLow, frame, 0, 16, message.plaintext, 0, size, frame, 16);
    TestBytes.checkRange("sealing behind a header " + message, message.sealed, frame, 16);
    TestBytes.checkRange("header of " + message, message.aad, frame, 0);
    assertThat(
            key.open(message.nonceHigh, message.nonceLow, frame, 0, 16, frame, 16, size, frame, 16))
        .isTrue();
    TestBytes.checkRange("opening behind a header " + message, message.plaintext, frame, 16);
  }

  /** Some libraries look for overlap by comparing arrays only. */
  @Test
  default void sideBySideInOneArray() {
    try (AeadKey key = expand(Message.key(16))) {
      sizes()
          .forEach(
              size -> {
                Message message = Message.of(size, 16, 16, size);
                int half = message.sealed.length + 3;
                sideBySide(key, message, 0, half);
                sideBySide(key, message, half, 0);
              });
    }
  }

  private static void sideBySide(AeadKey key, Message message, int from, int to) {
    int size = message.size();
    byte[] buffer = TestBytes.canaries(2 * message.sealed.length + 6);
    System.arraycopy(message.plaintext, 0, buffer, from, size);
    key.seal(
        message.nonceHigh, message.nonceLow, message.aad, 0, 16, buffer, from, size, buffer, to);
    TestBytes.checkRange("sealing beside " + message, message.sealed, buffer, to);
    TestBytes.checkRange("input beside " + message, message.plaintext, buffer, from);
    buffer = TestBytes.canaries(buffer.length);
    System.arraycopy(message.sealed, 0, buffer, from, message.sealed.length);
    assertThat(
            key.open(
                message.nonceHigh,
                message.nonceLow,
                message.aad,
                0,
                16,
                buffer,
                from,
                size,
                buffer,
                to))
        .isTrue();
    TestBytes.checkRange("opening beside " + message, message.plaintext, buffer, to);
    TestBytes.checkRange("input beside " + message, message.sealed, buffer, from);
  }

  private static IntStream sizes() {
    return IntStream.concat(
        IntStream.rangeClosed(0, 300),
        IntStream.of(511, 512, 513, 1200, 4096, 8191, 8193, 16_385, 65_535, 65_536));
  }
}
