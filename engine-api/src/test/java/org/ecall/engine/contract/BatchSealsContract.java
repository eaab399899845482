package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.MessageRanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are added together are sealed as they would be one by one. */
interface BatchSealsContract extends ContractSubject {

  int NONCE_HIGH = 0x8001_0203;

  /** So that the counter carries from byte to byte, and the salt is not added to it. */
  long SALT_LOW = 0x8f0e_0d0c_0b0a_09ffL;

  long FIRST_CTR = 0xfffe;
  int AAD_BYTES = 5;

  @ParameterizedTest
  @EnumSource
  default void sealsThatCount(MemoryKind kind) {
    int[] sizes = {0, 1, 15, 16, 40, 160, 160, 160, 400, 1200, 17, 5000, 40, 40, 40};
    int[] at = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      at[i + 1] = at[i] + AAD_BYTES + sizes[i] + AeadKey.TAG_SIZE_BYTES + i % 3;
    }
    byte[] payload = TestBytes.random(1, at[sizes.length]);
    byte[] before = TestBytes.random(2, at[sizes.length]);
    byte[] expected = before.clone();
    MemorySegment in = kind.holding(payload);
    MemorySegment out = kind.holding(before);
    MessageRanges ranges = new MessageRanges(sizes.length);
    try (AeadKey key = expand(Message.key(32));
        AeadBatch batch = backend().newBatch(sizes.length)) {
      for (int i = 0; i < sizes.length; i++) {
        ranges.set(i, (long) at[i] + i % 3, sizes[i], at[i]);
        long nonceLow = SALT_LOW ^ (FIRST_CTR + i);
        int to = at[i] + AAD_BYTES;
        key.seal(
            NONCE_HIGH,
            nonceLow,
            before,
            at[i],
            AAD_BYTES,
            payload,
            at[i] + i % 3,
            sizes[i],
            expected,
            to);
      }
      batch.useMemory(out, in, out);
      addSeals(batch, key, FIRST_CTR, ranges, 0, 3);
      batch.addSeal(
          key,
          NONCE_HIGH,
          SALT_LOW ^ (FIRST_CTR + 3),
          at[3],
          AAD_BYTES,
          at[3],
          sizes[3],
          (long) at[3] + AAD_BYTES);
      addSeals(batch, key, FIRST_CTR + 4, ranges, 4, 4);
      addSeals(batch, key, FIRST_CTR + 4, ranges, 4, sizes.length);
      assertThat(batch.size()).isEqualTo(sizes.length);
      batch.run();
      assertThat(batch.allSucceeded()).isTrue();
      assertThat(out.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
    }
  }

  private static void addSeals(
      AeadBatch batch, AeadKey key, long firstCtr, MessageRanges ranges, int from, int to) {
    batch.addSeals(key, NONCE_HIGH, SALT_LOW, firstCtr, AAD_BYTES, ranges, from, to);
  }

  @Test
  default void sealsThatCountMayHaveTheirAdditionalDataElsewhere() {
    byte[] payload = TestBytes.random(1, 100);
    byte[] aad = TestBytes.random(2, 100);
    byte[] out = new byte[100];
    byte[] expected = new byte[100];
    int[] at = {3, 55};
    MessageRanges ranges = new MessageRanges(at.length);
    try (AeadKey key = expand(Message.key(32));
        AeadBatch batch = backend().newBatch(at.length)) {
      for (int i = 0; i < at.length; i++) {
        ranges.set(i, at[i] - 3L, 20 - i, at[i]);
        long nonceLow = SALT_LOW ^ (FIRST_CTR + i);
        int to = at[i] + AAD_BYTES;
        int from = at[i] - 3;
        key.seal(NONCE_HIGH, nonceLow, aad, at[i], AAD_BYTES, payload, from, 20 - i, expected, to);
      }
      batch.useMemory(
          MemorySegment.ofArray(aad), MemorySegment.ofArray(payload), MemorySegment.ofArray(out));
      addSeals(batch, key, FIRST_CTR, ranges, 0, at.length);
      batch.run();
      assertThat(batch.allSucceeded()).isTrue();
      assertThat(out).isEqualTo(expected);
    }
  }

  @Test
  default void sealsThatCountFailIfTheirKeyIsClosed() {
    MemorySegment memory = MemorySegment.ofArray(new byte[400]);
    MessageRanges ranges = new MessageRanges(2);
    ranges.set(0, 200, 40, 0);
    ranges.set(1, 300, 40, 100);
    try (AeadKey open = expand(Message.key(16));
        AeadBatch batch = backend().newBatch(4)) {
      AeadKey closed = expand(Message.key(32));
      batch.useMemory(memory, memory, memory);
      addSeals(batch, closed, 0, ranges, 0, 2);
      closed.close();
      batch.run();
      assertThat(batch.succeeded(0)).isFalse();
      assertThat(batch.succeeded(1)).isFalse();
      assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
      addSeals(batch, open, 2, ranges, 0, 2);
      batch.run();
      assertThat(batch.succeeded(1)).isFalse();
      assertThat(batch.succeeded(2)).isTrue();
      assertThat(batch.succeeded(3)).isTrue();
    }
  }

  /** The middle one of three does not fit its memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {"in", "out", "aad", "tag", "negative in", "negative out", "far in", "far out"})
  default void sealsInFrontOfOneThatDoesNotFitAreAdded(String what) {
    int bytes = 200;
    MemorySegment memory = MemorySegment.ofArray(new byte[bytes]);
    MemorySegment aad = what.equals("aad") ? memory.asSlice(0, 60) : memory;
    MessageRanges ranges = new MessageRanges(3);
    ranges.set(0, 10, 10, 20);
    ranges.set(1, 10, 10, 60);
    ranges.set(2, 10, 10, 20);
    switch (what) {
      case "in" -> ranges.set(1, bytes - 9, 10, 60);
      case "out" -> ranges.set(1, 10, bytes, 60);
      case "aad" -> ranges.set(1, 10, 10, 56);
      case "tag" -> ranges.set(1, 10, 10, bytes - AAD_BYTES - 25);
      case "negative in" -> ranges.set(1, -1, 10, 60);
      case "negative out" -> ranges.set(1, 10, 10, Long.MIN_VALUE);
      case "far in" -> ranges.set(1, Long.MAX_VALUE, 10, 60);
      case "far out" -> ranges.set(1, 10, 10, Long.MAX_VALUE);
      default -> throw new IllegalArgumentException(what);
    }
    try (AeadKey key = expand(Message.key(32));
        AeadBatch batch = backend().newBatch(3)) {
      batch.useMemory(aad, memory, memory);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> addSeals(batch, key, 0, ranges, 0, 3));
      assertThat(batch.size()).isOne();
      batch.run();
      assertThat(batch.allSucceeded()).isTrue();
      assertThat(memory.asSlice(60).toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
    }
  }

  @Test
  default void sealsForWhichThereIsNoRoomAreRefused() {
    MemorySegment memory = MemorySegment.ofArray(new byte[100]);
    MessageRanges ranges = new MessageRanges(3);
    for (int i = 0; i < 3; i++) {
      ranges.set(i, 85, 10, 30L * i);
    }
    try (AeadKey key = expand(Message.key(32));
        AeadBatch batch = backend().newBatch(2)) {
      assertThatIllegalStateException()
          .as("before it was said in what memory")
          .isThrownBy(() -> addSeals(batch, key, 0, ranges, 0, 1));
      batch.useMemory(memory, memory, memory);
      assertThatIllegalStateException().isThrownBy(() -> addSeals(batch, key, 0, ranges, 0, 3));
      assertThat(batch.size()).isEqualTo(2);
      batch.run();
      assertThat(batch.allSucceeded()).isTrue();
    }
  }
}
