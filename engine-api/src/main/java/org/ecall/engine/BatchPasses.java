package org.ecall.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Works off a {@link FrameBatch} in the order of adding: in passes over a batch of the backend,
 * mostly one, or frame by frame where that takes less time. A pass claims the keys of the frames
 * that it opens, without waiting while it holds one: at a key that another thread has it ends, and
 * the next one begins by waiting for that key with empty hands. So threads with the same keys
 * cannot wait for each other.
 */
final class BatchPasses {

  private static final AtomicLong CLAIMANTS = new AtomicLong(ReceiveKey.SINGLE_FRAME);

  private final BatchMessages messages;

  /** This batch, among all that claim keys. */
  private final long claimant = CLAIMANTS.incrementAndGet();

  BatchPasses(BatchMessages messages) {
    this.messages = messages;
  }

  void run(BatchedSeals seals, BatchedOpens opens) {
    int leastSeals = messages.leastSeals();
    int leastOpens = messages.leastOpens();
    while (!seals.isDone() || !opens.isDone()) {
      seals.sealAlone(leastSeals);
      opens.openAlone(leastOpens);
      if (!seals.isDone() || !opens.isDone()) {
        messages.clear();
        runPass(seals, leastSeals, opens, leastOpens);
      }
    }
  }

  private void runPass(BatchedSeals seals, int leastSeals, BatchedOpens opens, int leastOpens) {
    // First, while nothing is claimed: taking a counter may tell a listener of a limit.
    seals.addTo(messages, leastSeals);
    boolean allSucceeded = openPass(opens, leastOpens);
    seals.settle(messages, allSucceeded);
    opens.finish();
  }

  /** Runs the messages; whether all of them succeeded. */
  private boolean openPass(BatchedOpens opens, int leastOpens) {
    try {
      opens.take(claimant, messages, leastOpens);
      boolean allSucceeded = messages.size() == 0 || runMessages(opens);
      opens.settle(messages, allSucceeded);
      return allSucceeded;
    } finally {
      opens.release();
    }
  }

  private boolean runMessages(BatchedOpens opens) {
    try {
      return messages.run();
    } catch (BackendFailure e) {
      opens.wipe(messages);
      throw e;
    }
  }
}
