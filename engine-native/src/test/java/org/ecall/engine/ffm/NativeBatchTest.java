package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.MessageRanges;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a batch divides its messages between calls, and what it holds on to. */
class NativeBatchTest {

  private static final int TAG = AeadKey.TAG_SIZE_BYTES;
  private static final int CAPACITY = 40;
  private static final byte[] AAD = TestKeys.random(9, 16);

  @BeforeAll
  static void thereIsALibrary() {
    TestLibrary.assumeBuilt();
  }

  /** Sealed one by one, in a batch, and opened in a batch: with every kind of memory in turn. */
  @ParameterizedTest(name = "{0} bytes a call")
  @ValueSource(longs = {64, 600, 2_000, 1 << 20})
  void resultsAreThoseOfSingleCalls(long callBytes) {
    try (Arena shared = Arena.ofShared();
        NativeKey key = TestKeys.key(1, callBytes);
        NativeKey other = TestKeys.key(2, callBytes);
        NativeBatch batch = new NativeBatch(CAPACITY, callBytes)) {
      for (int filling = 0; filling < 4; filling++) {
        List<MemorySegment> sealed = new ArrayList<>();
        List<MemorySegment> plain = new ArrayList<>();
        MemorySegment ring = MemorySegment.ofArray(new byte[CAPACITY * 400]);
        for (int i = 0; i < CAPACITY; i++) {
          int size = i * 9;
          plain.add(memory(shared, i + filling, TestKeys.random(i, size)));
          sealed.add(
              i % 3 == 0
                  ? ring.asSlice(i * 400L, size + TAG)
                  : memory(shared, i, new byte[size + TAG]));
          addSeal(
              batch,
              i % 2 == 0 ? key : other,
              7,
              i,
              memory(shared, i + 1, AAD),
              0,
              AAD.length,
              plain.get(i).asReadOnly(),
              0,
              size,
              sealed.get(i),
              0);
        }
        batch.run();
        for (int i = 0; i < CAPACITY; i++) {
          assertThat(batch.succeeded(i)).isTrue();
          byte[] in = plain.get(i).toArray(ValueLayout.JAVA_BYTE);
          byte[] expected = new byte[in.length + TAG];
          (i % 2 == 0 ? key : other).seal(7, i, AAD, 0, AAD.length, in, 0, in.length, expected, 0);
          assertThat(sealed.get(i).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
        }
        batch.clear();
        opensInPlace(batch, key, other, sealed, plain);
      }
    }
  }

  /** Of one sender, added together: they share calls as far as they may. */
  @ParameterizedTest(name = "{0} bytes a call")
  @ValueSource(longs = {64, 600, 2_000, 1 << 20})
  void messagesOfOneSenderAreThoseOfSingleCalls(long callBytes) {
    int stride = 8 + 9 * CAPACITY + TAG;
    byte[] plain = TestKeys.random(3, CAPACITY * stride);
    byte[] sealed = new byte[CAPACITY * stride];
    byte[] expected = new byte[CAPACITY * stride];
    MessageRanges ranges = new MessageRanges(CAPACITY);
    try (NativeKey key = TestKeys.key(1, callBytes);
        NativeBatch batch = new NativeBatch(CAPACITY, callBytes)) {
      for (int i = 0; i < CAPACITY; i++) {
        int at = i * stride;
        ranges.set(i, at, 9 * i, at);
        key.seal(7, 0xff00 ^ i, expected, at, 8, plain, at, 9 * i, expected, at + 8);
      }
      for (int filling = 0; filling < 3; filling++) {
        Arrays.fill(sealed, (byte) 0);
        MemorySegment out = MemorySegment.ofArray(sealed);
        batch.useMemory(out, MemorySegment.ofArray(plain), out);
        int middle = 13 * filling;
        batch.addSeals(key, 7, 0xff00, 0, 8, ranges, 0, middle);
        batch.addSeals(key, 7, 0xff00, middle, 8, ranges, middle, CAPACITY);
        batch.run();
        assertThat(batch.allSucceeded()).isTrue();
        assertThat(sealed).isEqualTo(expected);
        batch.clear();
      }
    }
  }

  private static MemorySegment memory(Arena shared, int kind, byte[] bytes) {
    return switch (kind % 4) {
      case 0 -> MemorySegment.ofArray(bytes);
      case 1 -> {
        MemorySegment longs = MemorySegment.ofArray(new long[bytes.length / 8 + 1]);
        MemorySegment.copy(bytes, 0, longs, ValueLayout.JAVA_BYTE, 1, bytes.length);
        yield longs.asSlice(1, bytes.length);
      }
      case 2 -> shared.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      default -> Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    };
  }

  private static void opensInPlace(
      NativeBatch batch,
      NativeKey key,
      NativeKey other,
      List<MemorySegment> sealed,
      List<MemorySegment> plain) {
    MemorySegment aad = MemorySegment.ofArray(AAD);
    for (int i = 0; i < CAPACITY; i++) {
      MemorySegment memory = sealed.get(i);
      int size = (int) memory.byteSize() - TAG;
      if (i % 5 == 0) {
        memory.set(ValueLayout.JAVA_BYTE, size, (byte) ~memory.get(ValueLayout.JAVA_BYTE, size));
      }
      AeadKey used = i % 2 == 0 ? key : other;
      addOpen(batch, used, 7, i, aad, 0, AAD.length, memory, 0, size, memory, 0);
    }
    batch.run();
    for (int i = 0; i < CAPACITY; i++) {
      assertThat(batch.succeeded(i)).as("message %d", i).isEqualTo(i % 5 != 0);
      long size = sealed.get(i).byteSize() - TAG;
      byte[] opened = sealed.get(i).asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
      byte[] expected =
          i % 5 == 0 ? new byte[(int) size] : plain.get(i).toArray(ValueLayout.JAVA_BYTE);
      assertThat(opened).isEqualTo(expected);
    }
    batch.clear();
  }

  @Test
  void misuseIsAnExceptionAndAddsNothing() {
    try (NativeKey key = TestKeys.key(1, 1 << 20);
        NativeBatch batch = new NativeBatch(2, 1 << 20)) {
      MemorySegment memory = MemorySegment.ofArray(new byte[100]);
      MemorySegment readOnly = memory.asReadOnly();
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> addSeal(batch, key, 1, 1, memory, 0, 1, memory, 0, 90, memory, 0));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> addOpen(batch, key, 1, 1, memory, 0, 1, memory, 0, 90, memory, 0));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> addSeal(batch, key, 1, 1, memory, -1, 1, memory, 0, 1, memory, 0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> addSeal(batch, key, 1, 1, memory, 0, 1, memory, 0, 1, readOnly, 0));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> addSeal(batch, new OtherKey(), 1, 1, memory, 0, 1, memory, 0, 1, memory, 0));
      assertThat(batch.size()).isZero();
      addSeal(batch, key, 1, 1, memory, 0, 1, memory, 0, 80, memory, 0);
      batch.run();
      assertThat(batch.succeeded(0)).isTrue();
    }
  }

  /** What one filling remembers of its memory must not take the place of what another one uses. */
  @Test
  void memoryThatChangesAtAnotherMessageThanBefore() {
    byte[][] outs = new byte[3][200];
    MemorySegment in = MemorySegment.ofArray(TestKeys.random(5, 40));
    byte[] expected = new byte[40 + TAG];
    try (NativeKey key = TestKeys.key(1, 1 << 20);
        NativeBatch batch = new NativeBatch(4, 1 << 20)) {
      key.seal(1, 1, in, 0, 0, in, 0, 40, MemorySegment.ofArray(expected), 0);
      MemorySegment[] memories = new MemorySegment[outs.length];
      for (int i = 0; i < outs.length; i++) {
        memories[i] = MemorySegment.ofArray(outs[i]);
      }
      for (int filling = 0; filling < 12; filling++) {
        int change = filling % 4;
        for (int i = 0; i < 4; i++) {
          MemorySegment out = memories[(filling + (i < change ? 0 : 1)) % memories.length];
          addSeal(batch, key, 1, 1, in, 0, 0, in, 0, 40, out, i < 2 ? 0 : 100);
        }
        batch.run();
        for (int i = 0; i < 4; i++) {
          assertThat(batch.succeeded(i)).isTrue();
          byte[] out = outs[(filling + (i < change ? 0 : 1)) % outs.length];
          int at = i < 2 ? 0 : 100;
          assertThat(Arrays.copyOfRange(out, at, at + expected.length)).isEqualTo(expected);
        }
        batch.clear();
        for (byte[] out : outs) {
          Arrays.fill(out, (byte) 0);
        }
      }
    }
  }

  /** Memory of an earlier filling may be gone; memory of this one may not. */
  @Test
  void memoryThatIsGone() {
    try (NativeKey key = TestKeys.key(1, 1 << 20);
        NativeBatch batch = new NativeBatch(2, 1 << 20)) {
      Arena arena = Arena.ofShared();
      MemorySegment memory = arena.allocate(100);
      addSeal(batch, key, 1, 1, memory, 0, 1, memory, 0, 80, memory, 0);
      batch.run();
      arena.close();
      assertThatIllegalStateException().isThrownBy(batch::run);
      batch.clear();
      MemorySegment array = MemorySegment.ofArray(new byte[100]);
      addSeal(batch, key, 1, 1, array, 0, 1, array, 0, 80, array, 0);
      batch.run();
      assertThat(batch.succeeded(0)).isTrue();
    }
  }

  @Test
  void closedBatchesTakeNothing() {
    NativeBatch batch = new NativeBatch(2, 1 << 20);
    batch.close();
    batch.close();
    MemorySegment memory = MemorySegment.ofArray(new byte[100]);
    try (NativeKey key = TestKeys.key(1, 1 << 20)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> addSeal(batch, key, 1, 1, memory, 0, 1, memory, 0, 1, memory, 0));
    }
    batch.run();
    assertThat(batch.size()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> new NativeBatch(0, 1).close());
  }

  @Test
  void virtualThreads() throws InterruptedException {
    try (NativeKey key = TestKeys.key(1, 1 << 20)) {
      NativeKey closed = TestKeys.key(1, 1 << 20);
      closed.close();
      boolean[] results = new boolean[2];
      Thread.ofVirtual()
          .start(
              () -> {
                try (NativeBatch batch = new NativeBatch(2, 1 << 20)) {
                  MemorySegment memory = MemorySegment.ofArray(new byte[200]);
                  addSeal(batch, key, 1, 1, memory, 0, 1, memory, 8, 50, memory, 8);
                  addSeal(batch, closed, 1, 1, memory, 0, 1, memory, 100, 50, memory, 100);
                  batch.run();
                  results[0] = batch.succeeded(0);
                  results[1] = batch.succeeded(1);
                }
              })
          .join();
      assertThat(results).containsExactly(true, false);
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
