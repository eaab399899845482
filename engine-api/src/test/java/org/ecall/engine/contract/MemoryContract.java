package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever memory holds a message, the bytes are the same; inputs are only read. */
interface MemoryContract extends ContractSubject {

  @ParameterizedTest
  @EnumSource
  default void sealsFromEveryKindToEveryKind(MemoryKind from) {
    for (int size : new int[] {0, 1, 160, 4099}) {
      Message message = Message.of(size, 32, 31, size);
      try (AeadKey key = expand(message.key)) {
        MemorySegment aad = from.holding(message.aad);
        MemorySegment in = from.holding(message.plaintext);
        for (MemoryKind to : MemoryKind.values()) {
          MemorySegment out = to.allocate(message.sealed.length);
          seal(key, message, aad, in, out);
          check(from + " to " + to, message.sealed, out);
          out = to.allocate(message.sealed.length);
          seal(key, message, aad.asReadOnly(), in.asReadOnly(), out);
          check("read-only " + from + " to " + to, message.sealed, out);
        }
        check(from + " is only read", message.plaintext, in);
        check(from + " is only read", message.aad, aad);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  default void opensFromEveryKindToEveryKind(MemoryKind from) {
    for (int size : new int[] {0, 1, 160, 4099}) {
      Message message = Message.of(size, 32, 31, size);
      try (AeadKey key = expand(message.key)) {
        MemorySegment aad = from.holding(message.aad);
        MemorySegment in = from.holding(message.sealed);
        for (MemoryKind to : MemoryKind.values()) {
          MemorySegment out = to.allocate(size);
          assertThat(open(key, message, aad, in, out)).isTrue();
          check(from + " to " + to, message.plaintext, out);
          out = to.allocate(size);
          assertThat(open(key, message, aad.asReadOnly(), in.asReadOnly(), out)).isTrue();
          check("read-only " + from + " to " + to, message.plaintext, out);
        }
        check(from + " is only read", message.sealed, in);
        check(from + " is only read", message.aad, aad);
      }
    }
  }

  /** Frames of megabytes: a screen that is shared, a large key frame. */
  @ParameterizedTest
  @EnumSource
  default void largeMessages(MemoryKind kind) {
    int size = (1 << 17) - 5;
    Message part = Message.of(11, 32, 31, size);
    try (AeadKey key = expand(part.key)) {
      MemorySegment in = kind.allocate(24 * size);
      for (int i = 0; i < 24; i++) {
        MemorySegment.copy(part.plaintext, 0, in, ValueLayout.JAVA_BYTE, (long) i * size, size);
      }
      MemorySegment sealed = kind.allocate(24 * size + AeadKey.TAG_SIZE_BYTES);
      MemorySegment aad = kind.holding(part.aad);
      key.seal(part.nonceHigh, part.nonceLow, aad, 0, 31, in, 0, 24L * size, sealed, 0);
      byte[] start = sealed.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
      byte[] expected = Arrays.copyOf(part.sealed, size);
      TestBytes.checkRange("first part", expected, start, 0);
      MemorySegment opened = kind.allocate(24 * size);
      assertThat(
              key.open(part.nonceHigh, part.nonceLow, aad, 0, 31, sealed, 0, 24L * size, opened, 0))
          .isTrue();
      assertThat(opened.mismatch(in)).isEqualTo(-1);
    }
  }

  private static void seal(
      AeadKey key, Message message, MemorySegment aad, MemorySegment in, MemorySegment out) {
    key.seal(
        message.nonceHigh,
        message.nonceLow,
        aad,
        0,
        message.aad.length,
        in,
        0,
        message.size(),
        out,
        0);
  }

  private static boolean open(
      AeadKey key, Message message, MemorySegment aad, MemorySegment in, MemorySegment out) {
    return key.open(
        message.nonceHigh,
        message.nonceLow,
        aad,
        0,
        message.aad.length,
        in,
        0,
        message.size(),
        out,
        0);
  }

  private static void check(String what, byte[] expected, MemorySegment actual) {
    TestBytes.checkRange(what, expected, actual.toArray(ValueLayout.JAVA_BYTE), 0);
  }
}
