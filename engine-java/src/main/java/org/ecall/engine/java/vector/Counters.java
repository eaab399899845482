package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Counter blocks (SP 800-38D §6.5), and what is done with them when they are encrypted. */
final class Counters {

  private static final int EVEN_ROWS = 0x00FF00FF;
  private static final int WORDS = SlicedState.BLOCK_INTS;
  private static final VectorSpecies<Integer> INTS = SlicedState.SPECIES;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> BLOCK_INTS = IntVector.SPECIES_128;
  private static final VectorSpecies<Byte> BLOCK = ByteVector.SPECIES_128;

  private Counters() {}

  /**
   * Writes counter blocks, with odd rows two columns on, for {@link SlicedAes}.
   *
   * @param blocks takes them
   * @param from number of the first one's place
   * @param count how many
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param counter of the first one
   */
  static void fill(int[] blocks, int from, int count, int nonceHigh, long nonceLow, int counter) {
    int word0 = Integer.reverseBytes(nonceHigh);
    int word1 = Integer.reverseBytes((int) (nonceLow >>> Integer.SIZE));
    int word2 = Integer.reverseBytes((int) nonceLow);
    int end = (from + count) * WORDS;
    int column0 = join(word0, word2);
    int column2 = join(word2, word0);
    for (int at = from * WORDS, i = counter; at < end; at += WORDS, i++) {
      int word3 = Integer.reverseBytes(i);
      blocks[at] = column0;
      blocks[at + 1] = join(word1, word3);
      blocks[at + 2] = column2;
      blocks[at + 3] = join(word3, word1);
    }
  }

  /** The even rows of a column and the odd rows of another one. */
  private static int join(int even, int odd) {
    return (even & EVEN_ROWS) | (odd & ~EVEN_ROWS);
  }

  /** Fills a state with one counter block. */
  static void repeat(int[] blocks, int state, int nonceHigh, long nonceLow, int counter) {
    int from = state * SlicedState.BLOCKS;
    int copies = INTS.length() / WORDS;
    for (int i = from; i < from + copies; i++) {
      fill(blocks, i, 1, nonceHigh, nonceLow, counter);
    }
    int at = state * SlicedState.INTS;
    IntVector copied = IntVector.fromArray(INTS, blocks, at);
    for (int i = INTS.length(); i < SlicedState.INTS; i += INTS.length()) {
      copied.intoArray(blocks, at + i);
    }
  }

  /** Adds a range of the key stream to data; input and output start together or stay apart. */
  static void xor(
      int[] blocks, int from, byte[] in, int inOffset, byte[] out, int outOffset, int length) {
    int key = from * WORDS;
    int i = 0;
    for (; i <= length - BYTES.length(); i += BYTES.length()) {
      ByteVector.fromArray(BYTES, in, inOffset + i)
          .lanewise(XOR, IntVector.fromArray(INTS, blocks, key).reinterpretAsBytes())
          .intoArray(out, outOffset + i);
      key += INTS.length();
    }
    for (; i <= length - BLOCK.length(); i += BLOCK.length()) {
      ByteVector.fromArray(BLOCK, in, inOffset + i)
          .lanewise(XOR, IntVector.fromArray(BLOCK_INTS, blocks, key).reinterpretAsBytes())
          .intoArray(out, outOffset + i);
      key += WORDS;
    }
    for (int shift = 0; i < length; i++, shift += Byte.SIZE) {
      out[outOffset + i] = (byte) (in[inOffset + i] ^ blocks[key + shift / Integer.SIZE] >>> shift);
    }
  }

  /** The first eight bytes of a block, the first one highest. */
  static long high(int[] blocks, int block) {
    return pair(blocks, block * WORDS);
  }

  /** The other eight. */
  static long low(int[] blocks, int block) {
    return pair(blocks, block * WORDS + 2);
  }

  private static long pair(int[] blocks, int at) {
    return Long.reverseBytes(
        Integer.toUnsignedLong(blocks[at]) | (long) blocks[at + 1] << Integer.SIZE);
  }
}
