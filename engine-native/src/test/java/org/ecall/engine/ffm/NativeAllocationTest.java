package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sealing and opening leave no garbage once they are compiled. */
class NativeAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int FRAMES = 20_000;

  /** Rounds that the JIT compiler may need until it has removed what it can. */
  private static final int MOST_WARM_UPS = 60;

  private static final int SIZE = 160;
  private static final int BATCH = 16;
  private static final int STRIDE = SIZE + 40;

  private final byte[] in = new byte[BATCH * STRIDE];
  private final byte[] out = new byte[BATCH * STRIDE];
  private final MemorySegment heapIn = MemorySegment.ofArray(in);
  private final MemorySegment heapOut = MemorySegment.ofArray(out);
  private final MemorySegment nativeIn = Arena.ofAuto().allocate(BATCH * STRIDE);
  private final MemorySegment nativeOut = Arena.ofAuto().allocate(BATCH * STRIDE);
  private NativeKey key;
  private NativeBatch batch;
  private long ctr;

  @BeforeAll
  static void thereIsALibrary() {
    TestLibrary.assumeBuilt();
  }

  @BeforeEach
  void open() {
    key = TestKeys.key(1, 1 << 16);
    batch = new NativeBatch(BATCH, 1 << 16);
    doOtherThings();
  }

  @AfterEach
  void close() {
    batch.close();
    key.close();
  }

  /**
   * What a process does before or beside: empty messages, keys that close, and other kinds of
   * memory pass through the same code, and none of it may leave the rest compiled to worse.
   */
  private void doOtherThings() {
    byte[] none = {};
    MemorySegment noSegment = MemorySegment.ofArray(none);
    for (int i = 0; i < FRAMES; i++) {
      key.seal(1, ctr++, none, 0, 0, none, 0, 0, out, 0);
      key.open(1, ctr, none, 0, 0, out, 0, 0, none, 0);
      key.seal(1, ctr++, noSegment, 0, 0, heapIn, 0, i % SIZE, nativeOut, 0);
      key.open(1, ctr, noSegment, 0, 0, nativeOut, 0, i % SIZE, heapIn, 0);
      key.seal(1, ctr++, nativeIn, 0, 0, nativeIn, 0, 0, nativeOut, 0);
      key.open(1, ctr, nativeIn, 0, 0, nativeOut, 0, 0, nativeIn, 0);
    }
  }

  private static void allocatesNothing(Runnable frame) {
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < MOST_WARM_UPS && allocated >= FRAMES; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int j = 0; j < FRAMES; j++) {
        frame.run();
      }
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated / FRAMES).as("bytes per frame").isZero();
  }

  @Test
  void arrays() {
    allocatesNothing(
        () -> {
          key.seal(1, ctr++, out, 0, 12, in, 0, SIZE, out, 12);
          key.open(1, ctr, out, 0, 12, out, 12, SIZE, in, 0);
        });
  }

  @Test
  void nativeMemory() {
    allocatesNothing(
        () -> {
          key.seal(1, ctr++, nativeOut, 0, 12, nativeIn, 0, SIZE, nativeOut, 12);
          key.open(1, ctr, nativeOut, 0, 12, nativeOut, 12, SIZE, nativeIn, 0);
        });
  }

  @Test
  void batchOfArrays() {
    allocatesNothing(() -> fillAndRun(heapIn, heapOut));
  }

  @Test
  void batchOfNativeMemory() {
    allocatesNothing(() -> fillAndRun(nativeIn, nativeOut));
  }

  @Test
  void batchFromArraysToNativeMemory() {
    allocatesNothing(() -> fillAndRun(heapIn, nativeOut));
  }

  private void fillAndRun(MemorySegment from, MemorySegment to) {
    for (int i = 0; i < BATCH; i++) {
      long at = (long) i * STRIDE;
      batch.useMemory(to, from, to);
      batch.addSeal(key, 1, ctr++, at, 12, at, SIZE, at + 12);
    }
    batch.run();
    batch.clear();
    for (int i = 0; i < BATCH; i++) {
      long at = (long) i * STRIDE;
      batch.useMemory(to, to, from);
      batch.addOpen(key, 1, ctr, at, 12, at + 12, SIZE, at);
    }
    batch.run();
    batch.clear();
  }
}
