package org.ecall.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.spi.AeadBatch;

/**
 * Works off a {@link FrameBatch} in passes over a batch of the backend; mostly one. A pass claims
 * the keys of the frames that it opens, without waiting while it holds one: at a key that another
 * thread has it ends, and the next one begins by waiting for that key with empty hands. So frames
 * are opened in the order of adding, and threads with the same keys cannot wait for each other.
 */
final class BatchPasses {

  private static final AtomicLong CLAIMANTS = new AtomicLong(ReceiveKey.SINGLE_FRAME);

  private final AeadBatch messages;
  private final Scratch scratch;

  /** This batch, among all that claim keys. */
  private final long claimant = CLAIMANTS.incrementAndGet();

  BatchPasses(AeadBatch messages, Scratch scratch) {
    this.messages = messages;
    this.scratch = scratch;
  }

  void run(BatchedSeal[] seals, int sealCount, BatchedOpen[] opens, int openCount) {
    boolean sealing = sealCount != 0;
    int opened = 0;
    while (sealing || opened < openCount) {
      messages.clear();
      // First, while nothing is claimed: taking a counter may tell a listener of a limit.
      for (int i = 0; i < sealCount; i++) {
        if (seals[i].waits()) {
          seals[i].addTo(messages, scratch);
        }
      }
      int end = openPass(opens, opened, openCount);
      sealing = false;
      for (int i = 0; i < sealCount; i++) {
        sealing |= !seals[i].settle(messages);
      }
      for (int i = opened; i < end; i++) {
        opens[i].finish();
      }
      opened = end;
    }
  }

  /** Runs a pass; the answer is the number of the first frame that is left to the next one. */
  private int openPass(BatchedOpen[] opens, int from, int openCount) {
    try {
      int end = take(opens, from, openCount);
      if (messages.size() != 0) {
        runMessages(opens, from, end);
      }
      for (int i = from; i < end; i++) {
        opens[i].settle(messages);
      }
      return end;
    } finally {
      for (int i = from; i < openCount; i++) {
        opens[i].release();
      }
    }
  }

  private void runMessages(BatchedOpen[] opens, int from, int end) {
    try {
      messages.run();
    } catch (RuntimeException | Error e) {
      for (int i = from; i < end; i++) {
        opens[i].wipe();
      }
      throw BackendFailure.ofBatch(e);
    }
  }

  private int take(BatchedOpen[] opens, int from, int openCount) {
    for (int i = from; i < openCount; i++) {
      boolean mayWait = i == from && messages.size() == 0;
      switch (opens[i].take(claimant, mayWait, messages, scratch)) {
        case HELD_BY_ANOTHER -> {
          return i;
        }
        case MAYBE_FIRST_OF_EPOCH -> {
          return i + 1;
        }
        case DONE -> {}
      }
    }
    return openCount;
  }
}
