package org.ecall.engine.java.vector;

/**
 * AES of whole states, in place. Each step goes over all states before the next one begins: states
 * do not depend on each other, so that the processor always has work while one of them waits.
 */
final class SlicedAes {

  private SlicedAes() {}

  /**
   * Encrypts blocks.
   *
   * @param keys for AES-128 or AES-256
   * @param blocks holds states in plain form; before, odd rows are two columns on
   * @param states how many
   */
  static void encrypt(RoundKeys keys, int[] blocks, int states) {
    SlicedState.transpose(blocks, states * SlicedState.INTS, keys.sliced(), 0);
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
    int end = states * SlicedState.INTS;
    for (int round = first; round < keys.rounds(); round++) {
      SubBytes.apply(blocks, end);
      MixColumns.apply(blocks, end, keys.sliced(), round);
    }
    SubBytes.apply(blocks, end);
    SlicedState.transpose(blocks, end, keys.sliced(), keys.rounds() * SlicedState.INTS);
  }
}
