package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keys are closed while platform and virtual threads seal with them, message by message and in
 * batches: a message is sealed right or not at all. Under a wiped key it would come out as other
 * bytes, and the memory of a freed one belongs to the next key.
 */
@Timeout(120)
class NativeKeyCloseTest {

  private static final int AAD_BYTES = 16;

  private volatile NativeKey current;
  private volatile boolean stop;
  private final AtomicLong sealed = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();

  @BeforeAll
  static void thereIsALibrary() {
    TestLibrary.assumeBuilt();
  }

  @ParameterizedTest(name = "{0} platform, {1} virtual, {2} bytes, {3} rounds")
  @CsvSource({"1, 0, 40, 2000", "3, 3, 160, 1000", "0, 8, 1200, 500", "2, 2, 70000, 100"})
  void closingWhileOthersSeal(int platform, int virtual, int size, int rounds) throws Exception {
    // Messages of 70,000 bytes are sealed in parts.
    long callBytes = 1 << 16;
    byte[] message = TestKeys.random(1, size);
    byte[] expected = new byte[size + AeadKey.TAG_SIZE_BYTES];
    current = TestKeys.key(0, callBytes);
    current.seal(1, 2, message, 0, AAD_BYTES, message, 0, size, expected, 0);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < platform; i++) {
      Runnable work =
          i % 2 == 0 ? () -> single(message, expected) : () -> batches(message, expected);
      threads.add(Thread.ofPlatform().start(work));
    }
    for (int i = 0; i < virtual; i++) {
      Runnable work =
          i % 2 == 0 ? () -> single(message, expected) : () -> batches(message, expected);
      threads.add(Thread.ofVirtual().start(work));
    }
    for (int round = 0; round < rounds; round++) {
      NativeKey old = current;
      // Every other time a while without a key: what is late then finds none instead of the next.
      current = TestKeys.key(0, callBytes);
      if (round % 16 == 0) {
        Thread.sleep(1);
      }
      old.close();
    }
    long before = sealed.get();
    while (sealed.get() == before) {
      Thread.onSpinWait();
    }
    stop = true;
    current.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).hasValue(0);
    assertThat(sealed.get()).isPositive();
  }

  private void single(byte[] message, byte[] expected) {
    int size = message.length;
    byte[] out = new byte[expected.length];
    while (!stop) {
      try {
        current.seal(1, 2, message, 0, AAD_BYTES, message, 0, size, out, 0);
        count(Arrays.equals(out, expected));
      } catch (KeyClosedException e) {
        refused.incrementAndGet();
      }
      letOthersRun();
    }
  }

  private void batches(byte[] message, byte[] expected) {
    int size = message.length;
    MemorySegment in = MemorySegment.ofArray(message);
    byte[] out = new byte[expected.length * 4];
    MemorySegment outSegment = MemorySegment.ofArray(out);
    try (NativeBatch batch = new NativeBatch(4, 1 << 16)) {
      while (!stop) {
        batch.useMemory(in, in, outSegment);
        for (int i = 0; i < 4; i++) {
          long at = (long) expected.length * i;
          batch.addSeal(current, 1, 2, 0, AAD_BYTES, 0, size, at);
        }
        batch.run();
        for (int i = 0; i < 4; i++) {
          int at = expected.length * i;
          if (batch.succeeded(i)) {
            count(Arrays.equals(out, at, at + expected.length, expected, 0, expected.length));
          } else {
            refused.incrementAndGet();
          }
        }
        batch.clear();
        letOthersRun();
      }
    }
  }

  /** A virtual thread that never waits keeps its processor. */
  private void letOthersRun() {
    if ((sealed.get() & 63) == 0) {
      LockSupport.parkNanos(1);
    }
  }

  private void count(boolean right) {
    (right ? sealed : wrong).incrementAndGet();
  }
}
