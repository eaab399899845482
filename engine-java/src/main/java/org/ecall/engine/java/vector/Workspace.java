package org.ecall.engine.java.vector;

import java.util.Arrays;

/** What one thread needs to seal and open under one key. */
final class Workspace {

  /**
   * Counter blocks that are encrypted at once: runs, enough for 16 KiB and what they need beside.
   */
  static final int BLOCKS = 5 * FirstRound.COUNTERS;

  /** A vector more, because whole vectors are filled. */
  final int[] blocks = new int[BLOCKS * SlicedState.BLOCK_INTS + SlicedState.LANES];

  final Ghash ghash = new Ghash();
  final ParallelGhash parallelGhash = new ParallelGhash();

  /** Encrypts the first blocks, whatever they are. */
  void encrypt(ExpandedKey key, int count) {
    SlicedAes.encrypt(key.roundKeys(), blocks, states(count));
  }

  /**
   * Makes and encrypts counter blocks that follow each other; the first one's counter ends with a
   * zero byte.
   */
  void encryptRun(ExpandedKey key, int count, int nonceHigh, long nonceLow, int counter) {
    int states = states(count);
    key.firstRound().start(blocks, states, nonceHigh, nonceLow, counter);
    SlicedAes.finish(key.roundKeys(), blocks, states, 2);
  }

  private static int states(int count) {
    return (count + SlicedState.BLOCKS - 1) / SlicedState.BLOCKS;
  }

  void wipe() {
    Arrays.fill(blocks, 0);
    ghash.wipe();
    parallelGhash.wipe();
  }
}
