package org.ecall.engine.java.vector;

import java.util.Arrays;

/**
 * The key expansion of FIPS 197 §5.2 in sliced form, made in constant time with the S-box that
 * encrypts. Each round key is a state whose blocks are all the same; it has its rows where {@link
 * MixColumns} leaves those of the state, and the negations that {@link SubBytes} leaves out.
 */
final class RoundKeys {

  private static final int WORD_BYTES = Integer.BYTES;
  private static final int COLUMNS = SlicedState.COLUMNS;
  private static final int ROUNDS_BEYOND_KEY_WORDS = 6;
  private static final int SUB_BYTES_CONSTANT = 0x63;
  private static final int POLYNOMIAL = 0x11B;

  /** For states that are transposed only. */
  private static final int[] NO_KEY = new int[SlicedState.INTS];

  private final int rounds;
  private final int[] sliced;

  /** Expands a key of 16 or 32 bytes; what it leaves behind it wipes. */
  RoundKeys(byte[] key) {
    int keyWords = key.length / WORD_BYTES;
    rounds = keyWords + ROUNDS_BEYOND_KEY_WORDS;
    int[] words = new int[(rounds + 1) * COLUMNS];
    int[] state = new int[SlicedState.INTS];
    sliced = new int[(rounds + 1) * SlicedState.INTS];
    expand(key, words, state);
    for (int round = 0; round <= rounds; round++) {
      spread(words, round);
    }
    SlicedState.transpose(sliced, sliced.length, NO_KEY, 0);
    SlicedState.transpose(sliced, SlicedState.INTS, NO_KEY, 0);
    Arrays.fill(words, 0);
    Arrays.fill(state, 0);
  }

  /** Words have their first byte lowest. */
  private static void expand(byte[] key, int[] words, int[] state) {
    int keyWords = key.length / WORD_BYTES;
    for (int i = 0; i < key.length; i++) {
      words[i / WORD_BYTES] |= (key[i] & 0xFF) << (Byte.SIZE * (i % WORD_BYTES));
    }
    int constant = 1;
    for (int i = keyWords; i < words.length; i++) {
      int word = words[i - 1];
      if (i % keyWords == 0) {
        word = substitute(Integer.rotateRight(word, Byte.SIZE), state) ^ constant;
        constant <<= 1;
        constant ^= constant > 0xFF ? POLYNOMIAL : 0;
      } else if (keyWords > ROUNDS_BEYOND_KEY_WORDS && i % keyWords == COLUMNS) {
        word = substitute(word, state);
      }
      words[i] = words[i - keyWords] ^ word;
    }
  }

  private static int substitute(int word, int[] state) {
    Arrays.fill(state, 0);
    state[0] = word;
    SlicedState.transpose(state, SlicedState.INTS, NO_KEY, 0);
    SubBytes.apply(state, SlicedState.INTS);
    SlicedState.transpose(state, SlicedState.INTS, NO_KEY, 0);
    return state[0] ^ SUB_BYTES_CONSTANT * 0x01010101;
  }

  private void spread(int[] words, int round) {
    int at = round * SlicedState.INTS;
    int unshifted = SlicedState.shiftsLeft(round);
    int negations = round == 0 ? 0 : SUB_BYTES_CONSTANT;
    for (int i = 0; i < SlicedState.INTS; i++) {
      int column = i % COLUMNS;
      int word = 0;
      for (int row = 0; row < WORD_BYTES; row++) {
        int from = Math.floorMod(column - unshifted * row, COLUMNS);
        int shift = Byte.SIZE * row;
        word |= (((words[round * COLUMNS + from] >>> shift) & 0xFF) ^ negations) << shift;
      }
      sliced[at + i] = word;
    }
  }

  int rounds() {
    return rounds;
  }

  /** All round keys, each of the size of a state. */
  int[] sliced() {
    return sliced;
  }

  void wipe() {
    Arrays.fill(sliced, 0);
  }
}
