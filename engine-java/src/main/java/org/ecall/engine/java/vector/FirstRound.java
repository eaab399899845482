package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The first round of counter blocks that differ in their last byte only. What that byte changes in
 * a state does not depend on the other bytes: it is computed once for a key, and the round itself
 * once for up to 256 blocks (Bernstein and Schwabe, "New AES software speed records", INDOCRYPT
 * 2008).
 */
final class FirstRound {

  /** Values of the last byte. */
  static final int COUNTERS = 1 << Byte.SIZE;

  private static final VectorSpecies<Integer> SPECIES = SlicedState.SPECIES;
  private static final int LANES = SlicedState.LANES;
  private static final int STATE = SlicedState.INTS;

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
    Counters.repeat(states, nonceHigh, nonceLow, counter);
    run(states, STATE);
    // The first state is what is added to all of them, and so the last one to take its own changes.
    for (int at = (count - 1) * STATE; at >= 0; at -= STATE) {
      add(states, at);
    }
  }

  private void add(int[] states, int at) {
    for (int i = 0; i < STATE; i += LANES) {
      IntVector.fromArray(SPECIES, states, i)
          .lanewise(XOR, IntVector.fromArray(SPECIES, changes, at + i))
          .intoArray(states, at + i);
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
