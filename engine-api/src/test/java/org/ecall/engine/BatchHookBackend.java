package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/** A {@link TestBackend} whose batches do something else before they run, once. */
final class BatchHookBackend implements AeadBackend {

  final TestBackend cipher = new TestBackend();
  private final AtomicInteger batchesOpen = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> beforeNextRun = new AtomicReference<>();
  private final int least;

  BatchHookBackend() {
    this(1);
  }

  /** One whose batches are worth it from a number of messages on. */
  BatchHookBackend(int least) {
    this.least = least;
  }

  /** Does something when the next batch runs: counters are taken and keys are claimed by then. */
  void beforeNextRun(Runnable action) {
    beforeNextRun.set(action);
  }

  /** Batches that are not closed yet; a batch that runs is closed by the thread that runs it. */
  int batchesOpen() {
    return batchesOpen.get();
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
    batchesOpen.incrementAndGet();
    return new TogetherBatch(batch, least) {
      @Override
      public void run() {
        Runnable action = beforeNextRun.getAndSet(null);
        if (action != null) {
          action.run();
        }
        super.run();
      }

      @Override
      public void close() {
        batchesOpen.decrementAndGet();
        super.close();
      }
    };
  }
}
