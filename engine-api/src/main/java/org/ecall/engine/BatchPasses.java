package org.ecall.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.nonce.FrameCounter;
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

  void run(BatchedSeal[] seals, int sealCount, BatchedOpen[] opens, int openCount) {
    boolean sealing = sealCount != 0;
    int opened = 0;
    try {
      while (sealing || opened < openCount) {
        messages.clear();
        if (sealing) {
          // First, while nothing is claimed: taking a counter may tell a listener of a limit.
          addSeals(seals, sealCount);
        }
        int end = openPass(opens, opened, openCount);
        sealing = sealing && !allSucceeded && !settle(seals, sealCount);
        for (int i = opened; i < end; i++) {
          opens[i].finish();
        }
        opened = end;
      }
    } finally {
      if (sealing) {
        for (int i = 0; i < sealCount; i++) {
          seals[i].lose();
        }
      }
    }
  }

  private void addSeals(BatchedSeal[] seals, int sealCount) {
    int next = 0;
    while (next < sealCount) {
      if (seals[next].waits()) {
        try {
          next = addTogether(seals, next, sealCount);
        } catch (EngineClosedException | SealLimitException e) {
          seals[next].fail(e);
        }
      } else {
        next++;
      }
    }
  }

  /**
   * Takes the counters of frames of one sealer that follow each other, in one step, and adds them;
   * the answer is the number of the first frame behind them.
   *
   * @throws EngineClosedException if the sealer was closed; nothing was added
   * @throws SealLimitException if the budget of its key does not suffice for the first frame;
   *     nothing was added
   */
  private int addTogether(BatchedSeal[] seals, int from, int sealCount) {
    FrameSealer sealer = seals[from].sealer();
    int end = endOfSealer(seals, from, sealCount, sealer);
    while (true) {
      SendKey key = sealer.key();
      try {
        long ctr = key.take(end - from, blocks(seals, from, end));
        if (ctr != SendKey.CLOSED) {
          key.addTo(messages, ctr, seals, from, end);
          return end;
        }
        sealer.requireReplaced(key);
      } catch (SealLimitException e) {
        if (end == from + 1) {
          throw e;
        }
        end = from + 1;
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very sealer
  private static int endOfSealer(BatchedSeal[] seals, int from, int sealCount, FrameSealer sealer) {
    long blocks = seals[from].blocks();
    int end = from + 1;
    while (end < sealCount && seals[end].sealer() == sealer && seals[end].waits()) {
      blocks += seals[end].blocks();
      if (blocks > FrameCounter.MOST_BLOCKS) {
        break;
      }
      end++;
    }
    return end;
  }

  private static long blocks(BatchedSeal[] seals, int from, int end) {
    long blocks = 0;
    for (int i = from; i < end; i++) {
      blocks += seals[i].blocks();
    }
    return blocks;
  }

  private boolean settle(BatchedSeal[] seals, int sealCount) {
    boolean done = true;
    for (int i = 0; i < sealCount; i++) {
      done &= seals[i].settle(messages);
    }
    return done;
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
