package org.ecall.engine.java.vector;

import java.util.Arrays;

/**
 * What is computed from a key once.
 *
 * @param roundKeys for AES
 * @param firstRound for runs of counters
 * @param hashKey for GHASH
 */
record ExpandedKey(RoundKeys roundKeys, FirstRound firstRound, HashKey hashKey) {

  static ExpandedKey of(byte[] key) {
    RoundKeys roundKeys = new RoundKeys(key);
    int[] blocks = new int[SlicedState.INTS];
    SlicedAes.encrypt(roundKeys, blocks, 1);
    HashKey hashKey = new HashKey(Counters.high(blocks, 0), Counters.low(blocks, 0));
    Arrays.fill(blocks, 0);
    return new ExpandedKey(roundKeys, new FirstRound(roundKeys), hashKey);
  }

  void wipe() {
    roundKeys.wipe();
    firstRound.wipe();
    hashKey.wipe();
  }
}
