package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * AES of whole states, in place. Each step goes over all states before the next one begins: states
 * do not depend on each other, so that the processor always has work while one of them waits.
 */
final class SlicedAes {

  private static final VectorSpecies<Integer> SPECIES = SlicedState.SPECIES;
  private static final int LANES = SlicedState.LANES;
  private static final int STATE = SlicedState.INTS;

  /** An even number of rounds that is not divisible by four leaves rows two columns behind. */
  private static final int COLUMNS_BEHIND = 2;

  /** The bytes of rows 1 and 3. */
  private static final int ODD_ROWS = 0xFF00FF00;

  private SlicedAes() {}

  /**
   * Encrypts blocks.
   *
   * @param keys for AES-128 or AES-256
   * @param blocks holds states in plain form
   * @param states how many
   */
  static void encrypt(RoundKeys keys, int[] blocks, int states) {
    for (int at = 0; at < states * STATE; at += STATE) {
      SlicedState.transpose(blocks, at);
    }
    finish(keys, blocks, states, 1);
  }

  /**
   * Encrypts blocks from a round on.
   *
   * @param keys for AES-128 or AES-256
   * @param blocks holds states in sliced form, and then in plain form
   * @param states how many
   * @param first number of the round, from 1
   */
  static void finish(RoundKeys keys, int[] blocks, int states, int first) {
    int[] sliced = keys.sliced();
    int last = keys.rounds();
    int end = states * STATE;
    for (int round = first; round < last; round++) {
      for (int at = 0; at < end; at += STATE) {
        SubBytes.apply(blocks, at, sliced, (round - 1) * STATE);
      }
      for (int at = 0; at < end; at += STATE) {
        MixColumns.apply(blocks, at, round);
      }
    }
    for (int at = 0; at < end; at += STATE) {
      SubBytes.apply(blocks, at, sliced, (last - 1) * STATE);
      addLastKey(blocks, at, sliced, last * STATE);
      SlicedState.transpose(blocks, at);
    }
  }

  /** Shifts rows to where they belong, and adds the last round key. */
  private static void addLastKey(int[] blocks, int at, int[] keys, int key) {
    IntVector behind = MixColumns.rotation(COLUMNS_BEHIND);
    for (int i = 0; i < STATE; i += LANES) {
      IntVector plane = IntVector.fromArray(SPECIES, blocks, at + i);
      IntVector moved = behind.selectFrom(plane).lanewise(XOR, plane).and(ODD_ROWS);
      plane
          .lanewise(XOR, moved)
          .lanewise(XOR, IntVector.fromArray(SPECIES, keys, key + i))
          .intoArray(blocks, at + i);
    }
  }
}
