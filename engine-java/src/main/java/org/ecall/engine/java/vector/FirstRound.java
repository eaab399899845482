package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The first round of runs of counter blocks that differ in their last byte only. What that byte
 * changes in a state does not depend on the other bytes: it is computed once for a key, and the
 * round itself once for up to 256 blocks (Bernstein and Schwabe, "New AES software speed records",
 * INDOCRYPT 2008).
 */
final class FirstRound {

  /** Values of the last byte. */
  static final int COUNTERS = 1 << Byte.SIZE;

  private static final VectorSpecies<Integer> SPECIES = SlicedState.SPECIES;
  private static final int LANES = SlicedState.LANES;
  private static final int STATE = SlicedState.INTS;
  private static final int RUN_STATES = COUNTERS / SlicedState.BLOCKS;

  private final int[] changes = new int[COUNTERS * SlicedState.BLOCK_INTS];
  private final RoundKeys keys;

  FirstRound(RoundKeys roundKeys) {
    keys = roundKeys;
    int[] unchanged = new int[STATE];
    run(unchanged, STATE);
    Counters.fill(changes, 0, COUNTERS, 0, 0, 0);
    run(changes, changes.length);
    for (int at = 0; at < changes.length; at += STATE) {
      for (int i = 0; i < STATE; i++) {
        changes[at + i] ^= unchanged[i];
      }
    }
    Arrays.fill(unchanged, 0);
  }

  private void run(int[] states, int end) {
    SlicedState.transpose(states, end, keys.sliced(), 0);
    SubBytes.apply(states, end);
    MixColumns.apply(states, end, keys.sliced(), 1);
  }

  /**
   * Makes the states of counter blocks after the first round, in sliced form.
   *
   * @param states takes them
   * @param count of states
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param counter of the first block; its last byte is zero
   */
  void start(int[] states, int count, int nonceHigh, long nonceLow, int counter) {
    int runs = (count + RUN_STATES - 1) / RUN_STATES;
    for (int i = 0; i < runs; i++) {
      Counters.repeat(states, i, nonceHigh, nonceLow, counter + i * COUNTERS);
    }
    run(states, runs * STATE);
    // Backwards, because what runs are made of stands where the first states are to be.
    for (int i = count - 1; i >= 0; i--) {
      add(states, i / RUN_STATES * STATE, i % RUN_STATES * STATE, i * STATE);
    }
  }

  private void add(int[] states, int unchanged, int change, int to) {
    for (int i = 0; i < STATE; i += LANES) {
      IntVector.fromArray(SPECIES, states, unchanged + i)
          .lanewise(XOR, IntVector.fromArray(SPECIES, changes, change + i))
          .intoArray(states, to + i);
    }
  }

  /** For tests: what is wiped. */
  int[] changes() {
    return changes;
  }

  void wipe() {
    Arrays.fill(changes, 0);
  }
}
