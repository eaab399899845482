package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** Counter blocks (SP 800-38D §6.5), and what is done with them when they are encrypted. */
final class Counters {

  /** Values of the last byte of a counter. */
  private static final int COUNTERS = FirstRound.COUNTERS;

  /** It is the highest byte of its column: nothing is carried from there. */
  private static final int LAST_BYTE = Integer.SIZE - Byte.SIZE;

  private static final long ODD_ROWS = 0xFF00FF00FF00FF00L;
  private static final int WORDS = SlicedState.BLOCK_INTS;
  private static final int LANES = SlicedState.LANES;
  private static final VectorSpecies<Integer> INTS = SlicedState.SPECIES;
  private static final VectorSpecies<Long> LONGS = INTS.withLanes(long.class);
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> BLOCK_INTS = IntVector.SPECIES_128;
  private static final VectorSpecies<Byte> BLOCK = ByteVector.SPECIES_128;

  /** What is added to the blocks of a first vector, and then from vector to vector. */
  private static final int[] COUNTING = new int[2 * LANES];

  private static final int[] NOT_COUNTING = new int[2 * LANES];

  static {
    for (int column = 1; column < LANES; column += WORDS) {
      COUNTING[column] = (column / WORDS) << LAST_BYTE;
      COUNTING[LANES + column] = (LANES / WORDS) << LAST_BYTE;
    }
  }

  private Counters() {}

  /**
   * Writes counter blocks, with odd rows two columns on, for {@link SlicedAes}. Whole vectors are
   * written: what is behind the last block is lost.
   *
   * @param blocks takes them
   * @param from number of the first one's place
   * @param count how many
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param counter of the first one
   */
  static void fill(int[] blocks, int from, int count, int nonceHigh, long nonceLow, int counter) {
    int end = from + count;
    int next = counter;
    for (int at = from; at < end; ) {
      int size = Math.min(end - at, COUNTERS - Math.floorMod(next, COUNTERS));
      write(blocks, at, size, nonceHigh, nonceLow, next, COUNTING);
      at += size;
      next += size;
    }
  }

  /** Fills a state with one counter block. */
  static void repeat(int[] blocks, int state, int nonceHigh, long nonceLow, int counter) {
    int from = state * SlicedState.BLOCKS;
    write(blocks, from, SlicedState.BLOCKS, nonceHigh, nonceLow, counter, NOT_COUNTING);
  }

  /** Writes blocks whose counters differ in their last byte only. */
  private static void write(
      int[] blocks,
      int from,
      int count,
      int nonceHigh,
      long nonceLow,
      int counter,
      int[] counting) {
    long first = Long.reverseBytes((long) nonceHigh << Integer.SIZE | nonceLow >>> Integer.SIZE);
    long second = Long.reverseBytes(nonceLow << Integer.SIZE | Integer.toUnsignedLong(counter));
    long halves = first ^ second;
    IntVector vector =
        LongVector.broadcast(LONGS, first ^ (halves & ODD_ROWS))
            .lanewise(XOR, LongVector.fromArray(LONGS, Factors.SECOND, 0).and(halves))
            .reinterpretAsInts()
            .add(IntVector.fromArray(INTS, counting, 0));
    IntVector step = IntVector.fromArray(INTS, counting, LANES);
    int end = (from + count) * WORDS;
    for (int at = from * WORDS; at < end; at += LANES) {
      vector.intoArray(blocks, at);
      vector = vector.add(step);
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
