package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/** A {@link TestBackend} whose batches do something else before they run, once. */
final class BatchHookBackend implements AeadBackend {

  final TestBackend cipher = new TestBackend();
  int batchesOpen;
  private @Nullable Runnable beforeNextRun;

  /** Does something when the next batch runs: counters are taken and keys are claimed by then. */
  void beforeNextRun(Runnable action) {
    beforeNextRun = action;
  }

  @Override
  public String name() {
    return cipher.name();
  }

  @Override
  public Availability availability() {
    return cipher.availability();
  }

  @Override
  public Set<BackendProperty> properties() {
    return cipher.properties();
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    return cipher.expandKey(key);
  }

  @Override
  public AeadBatch newBatch(int capacity) {
    AeadBatch batch = cipher.newBatch(capacity);
    batchesOpen++;
    return new AeadBatch() {
      @Override
      public void useMemory(MemorySegment aad, MemorySegment in, MemorySegment out) {
        batch.useMemory(aad, in, out);
      }

      @Override
      public void addSeal(
          AeadKey key,
          int nonceHigh,
          long nonceLow,
          long aadOffset,
          int aadLength,
          long inOffset,
          int length,
          long outOffset) {
        batch.addSeal(key, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
      }

      @Override
      public void addOpen(
          AeadKey key,
          int nonceHigh,
          long nonceLow,
          long aadOffset,
          int aadLength,
          long inOffset,
          int length,
          long outOffset) {
        batch.addOpen(key, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
      }

      @Override
      public void run() {
        Runnable action = beforeNextRun;
        beforeNextRun = null;
        if (action != null) {
          action.run();
        }
        batch.run();
      }

      @Override
      public boolean succeeded(int index) {
        return batch.succeeded(index);
      }

      @Override
      public int size() {
        return batch.size();
      }

      @Override
      public void clear() {
        batch.clear();
      }

      @Override
      public void close() {
        batchesOpen--;
        batch.close();
      }
    };
  }
}
