package org.ecall.engine.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That every parameter reaches its call; the contract suite has the rest. */
class SequentialAeadBatchTest {

  private static final MemorySegment AAD = MemorySegment.ofArray(new byte[100]);
  private static final MemorySegment IN = MemorySegment.ofArray(new byte[120]);
  private static final MemorySegment OUT = MemorySegment.ofArray(new byte[140]);

  private final RecordingKey key = new RecordingKey();

  @Test
  void passesEverythingOnInOrder() {
    try (AeadBatch batch = new SequentialAeadBatch(3)) {
      for (int i = 0; i < 2; i++) {
        key.calls.clear();
        addSeal(batch, key, 1, 2, AAD, 3, 4, IN, 5, 6, OUT, 7);
        addOpen(batch, key, 11, 12, AAD, 13, 14, IN, 15, 16, OUT, 17);
        addOpen(batch, key, 21, 22, AAD, 23, 24, IN, 3, RecordingKey.FORGED, OUT, 27);
        assertThat(key.calls).isEmpty();
        batch.run();
        assertThat(key.calls)
            .containsExactly(
                "seal 1 2 true 3 4 true 5 6 true 7",
                "open 11 12 true 13 14 true 15 16 true 17",
                "open 21 22 true 23 24 true 3 99 true 27");
        assertThat(batch.succeeded(0)).isTrue();
        assertThat(batch.succeeded(1)).isTrue();
        assertThat(batch.succeeded(2)).isFalse();
        batch.clear();
      }
    }
  }

  @Test
  void aMessageHasNotSucceededBeforeTheRun() {
    try (AeadBatch batch = new SequentialAeadBatch(1)) {
      addSeal(batch, key, 1, 2, AAD, 3, 4, IN, 5, 6, OUT, 7);
      batch.run();
      batch.clear();
      addSeal(batch, key, 1, 2, AAD, 3, 4, IN, 5, 6, OUT, 7);
      assertThat(batch.succeeded(0)).isFalse();
    }
  }

  @Test
  void misuse() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SequentialAeadBatch(0));
    try (AeadBatch batch = new SequentialAeadBatch(1)) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> batch.succeeded(0));
      addSeal(batch, key, 1, 2, AAD, 3, 4, IN, 5, 6, OUT, 7);
      assertThatIllegalStateException()
          .isThrownBy(() -> addSeal(batch, key, 1, 2, AAD, 3, 4, IN, 5, 6, OUT, 7))
          .withMessageContaining("full");
    }
  }

  @Test
  void aClosedKeyIsAResult() {
    try (AeadBatch batch = new SequentialAeadBatch(2)) {
      key.close();
      addSeal(batch, key, 1, 2, AAD, 3, 4, IN, 5, 6, OUT, 7);
      addOpen(batch, key, 1, 2, AAD, 3, 4, IN, 5, 6, OUT, 7);
      batch.run();
      assertThat(batch.succeeded(0)).isFalse();
      assertThat(batch.succeeded(1)).isFalse();
    }
  }

  /** Writes down how it was called. */
  private static final class RecordingKey implements AeadKey {
    private static final int FORGED = 99;
    private final List<String> calls = new ArrayList<>();
    private boolean closed;

    @Override
    public void seal(
        int nonceHigh,
        long nonceLow,
        MemorySegment aad,
        long aadOffset,
        long aadLength,
        MemorySegment in,
        long inOffset,
        long length,
        MemorySegment out,
        long outOffset) {
      note(
          "seal", nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
          outOffset);
    }

    @Override
    public boolean open(
        int nonceHigh,
        long nonceLow,
        MemorySegment aad,
        long aadOffset,
        long aadLength,
        MemorySegment in,
        long inOffset,
        long length,
        MemorySegment out,
        long outOffset) {
      note(
          "open", nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
          outOffset);
      return length != FORGED;
    }

    private void note(String operation, Object... parameters) {
      if (closed) {
        throw new KeyClosedException();
      }
      int segments = 0;
      StringBuilder call = new StringBuilder(operation);
      for (Object parameter : parameters) {
        call.append(' ')
            .append(
                parameter instanceof MemorySegment segment
                    ? segment.equals(List.of(AAD, IN, OUT).get(segments++))
                    : parameter);
      }
      calls.add(call.toString());
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static void addSeal(
      AeadBatch batch,
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      int aadLength,
      MemorySegment in,
      long inOffset,
      int length,
      MemorySegment out,
      long outOffset) {
    batch.useMemory(aad, in, out);
    batch.addSeal(key, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
  }

  private static void addOpen(
      AeadBatch batch,
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      int aadLength,
      MemorySegment in,
      long inOffset,
      int length,
      MemorySegment out,
      long outOffset) {
    batch.useMemory(aad, in, out);
    batch.addOpen(key, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
  }
}
