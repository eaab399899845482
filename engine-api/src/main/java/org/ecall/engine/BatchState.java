package org.ecall.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.spi.AeadBatch;

/**
 * Whether a {@link FrameBatch} is running or closed. Closing never waits, so that a listener may
 * close the engine in the middle of a run; what runs is freed at its end. Thread-safe.
 */
final class BatchState {

  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int CLOSED_WHILE_RUNNING = 2;
  private static final int CLOSED = 3;

  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final AeadBatch messages;

  BatchState(AeadBatch messages) {
    this.messages = messages;
  }

  /**
   * Checks that the batch can be filled.
   *
   * @throws IllegalStateException if it is running
   * @throws EngineClosedException if it was closed
   */
  void requireIdle() {
    int seen = state.get();
    if (seen != IDLE) {
      throw refusal(seen);
    }
  }

  /** Begins a run; throws as {@link #requireIdle()} does. */
  void begin() {
    int seen = state.compareAndExchange(IDLE, RUNNING);
    if (seen != IDLE) {
      throw refusal(seen);
    }
  }

  private static RuntimeException refusal(int seen) {
    return seen == RUNNING
        ? new IllegalStateException("the batch is running")
        : new EngineClosedException("the batch was closed");
  }

  /** Ends a run. */
  void end() {
    if (!state.compareAndSet(RUNNING, IDLE)) {
      state.set(CLOSED);
      messages.close();
    }
  }

  /** Frees the backend's batch, now or at the end of the run. Closing twice is allowed. */
  void close() {
    int seen = state.get();
    while (seen == IDLE || seen == RUNNING) {
      int next = seen == IDLE ? CLOSED : CLOSED_WHILE_RUNNING;
      if (state.compareAndSet(seen, next) && next == CLOSED) {
        messages.close();
      }
      seen = state.get();
    }
  }
}
