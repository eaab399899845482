package org.ecall.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Works off a {@link FrameBatch} in passes over a batch of the backend; mostly one. A pass claims
 * the keys of the frames that it opens, without waiting while it holds one: at a key that another
 * thread has it ends, and the next one begins by waiting for that key with empty hands. So frames
 * are opened in the order of adding, and threads with the same keys cannot wait for each other.
 */
final class BatchPasses {

  private static final AtomicLong CLAIMANTS = new AtomicLong(ReceiveKey.SINGLE_FRAME);

  private final BatchMessages messages;

  /** This batch, among all that claim keys. */
  private final long claimant = CLAIMANTS.incrementAndGet();

  /** Whether all messages of the latest pass succeeded. */
  private boolean allSucceeded;

  BatchPasses(BatchMessages messages) {
    this.messages = messages;
  }

  void run(BatchedSeals seals, BatchedOpen[] opens, int openCount) {
    boolean sealing = !seals.isEmpty();
    boolean first = true;
    int opened = 0;
    try {
      while (sealing || opened < openCount) {
        messages.clear();
        boolean allAdded = false;
        if (sealing && first) {
          // First, while nothing is claimed: taking a counter may tell a listener of a limit.
          allAdded = seals.addTo(messages);
        } else if (sealing) {
          seals.addRest(messages);
        }
        first = false;
        int end = openPass(opens, opened, openCount);
        sealing = sealing && !(allAdded && allSucceeded) && !seals.settle(messages);
        for (int i = opened; i < end; i++) {
          opens[i].finish();
        }
        opened = end;
      }
    } finally {
      if (sealing) {
        seals.lose();
      }
    }
  }

  /** Runs a pass; the answer is the number of the first frame that is left to the next one. */
  private int openPass(BatchedOpen[] opens, int from, int openCount) {
    try {
      int end = take(opens, from, openCount);
      allSucceeded = messages.isEmpty() || runMessages(opens, from, end);
      for (int i = from; i < end; i++) {
        opens[i].settle(messages, allSucceeded);
      }
      return end;
    } finally {
      for (int i = from; i < openCount; i++) {
        opens[i].release();
      }
    }
  }

  private boolean runMessages(BatchedOpen[] opens, int from, int end) {
    try {
      return messages.run();
    } catch (BackendFailure e) {
      for (int i = from; i < end; i++) {
        opens[i].wipe(messages);
      }
      throw e;
    }
  }

  private int take(BatchedOpen[] opens, int from, int openCount) {
    @Nullable BatchedOpen last = null;
    for (int i = from; i < openCount; i++) {
      boolean mayWait = i == from && messages.isEmpty();
      switch (opens[i].take(claimant, mayWait, messages, last)) {
        case HELD_BY_ANOTHER -> {
          return i;
        }
        case MAYBE_FIRST_OF_EPOCH -> {
          return i + 1;
        }
        case DONE -> last = opens[i];
      }
    }
    return openCount;
  }
}
