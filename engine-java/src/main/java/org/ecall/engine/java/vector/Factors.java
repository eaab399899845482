package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.REVERSE;
import static jdk.incubator.vector.VectorOperators.REVERSE_BYTES;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of GHASH as factors for {@link Products}, which has the layout that both sides share.
 *
 * <p>A block is two numbers of 64 bits, first byte highest, and its product with another one takes
 * three products of such numbers (Karatsuba): of the first ones, of the second ones, and of their
 * sums. A run of factors holds the pairs as blocks have them; another one, half as long, the sums.
 *
 * <p>A product of two numbers has twice their bits, and a multiplication of vectors keeps 64. Where
 * it multiplies numbers of 64 bits, there is a second pair of runs with all bits reversed: it has
 * the upper half. Where it is one of 32 bits, three pairs of runs take Karatsuba a step further:
 * lower halves, upper halves and their sums.
 */
final class Factors {

  static final VectorSpecies<Long> SPECIES = SlicedState.SPECIES.withLanes(long.class);
  static final int LANES = SPECIES.length();

  /** Whether numbers of 64 bits are multiplied: a single instruction with vectors of 512 bits. */
  static final boolean WIDE = SlicedState.SPECIES.vectorBitSize() == 512;

  /** Blocks that become factors together: two vectors of pairs, one of sums. */
  static final int GROUP = LANES;

  /** So many factors has a block in a run. */
  static final int FACTORS = 3;

  /** Runs, all of a size. */
  static final int RUNS = WIDE ? 2 : 3;

  private static final VectorSpecies<Byte> BYTES = SPECIES.withLanes(byte.class);

  /** All bits of the second lane of each pair. */
  static final long[] SECOND = new long[LANES];

  /** Which lane each lane takes where those of a pair are exchanged. */
  static final long[] SWAPPED = new long[LANES];

  static {
    for (int lane = 0; lane < LANES; lane++) {
      SECOND[lane] = -(lane % 2);
      SWAPPED[lane] = lane ^ 1;
    }
  }

  private Factors() {}

  /** The size of the factors of so many blocks. */
  static int longs(int blocks) {
    return RUNS * FACTORS * blocks;
  }

  /**
   * Turns blocks into factors.
   *
   * @param blocks the blocks
   * @param from number of the first one
   * @param count how many; whole groups
   * @param factors takes them, from the start of each run
   */
  static void of(byte[] blocks, int from, int count, long[] factors) {
    LongVector second = LongVector.fromArray(SPECIES, SECOND, 0);
    LongVector swapped = LongVector.fromArray(SPECIES, SWAPPED, 0);
    int run = factors.length / RUNS;
    for (int i = 0; i < count; i += GROUP) {
      int place = (from + i) * Ghash.BLOCK_BYTES;
      int at = FACTORS * i;
      LongVector a = ByteVector.fromArray(BYTES, blocks, place).reinterpretAsLongs();
      LongVector b =
          ByteVector.fromArray(BYTES, blocks, place + BYTES.length()).reinterpretAsLongs();
      a = a.lanewise(REVERSE_BYTES);
      b = b.lanewise(REVERSE_BYTES);
      LongVector exchange = a.lanewise(XOR, b).and(second);
      LongVector others = swapped.selectFrom(b.lanewise(XOR, exchange));
      LongVector sums = a.lanewise(XOR, exchange).lanewise(XOR, others);
      a.intoArray(factors, at);
      b.intoArray(factors, at + LANES);
      sums.intoArray(factors, at + 2 * LANES);
      at += run;
      if (WIDE) {
        a.lanewise(REVERSE).intoArray(factors, at);
        b.lanewise(REVERSE).intoArray(factors, at + LANES);
        sums.lanewise(REVERSE).intoArray(factors, at + 2 * LANES);
      } else {
        LongVector upperA = a.lanewise(LSHR, Integer.SIZE);
        LongVector upperB = b.lanewise(LSHR, Integer.SIZE);
        LongVector upperSums = sums.lanewise(LSHR, Integer.SIZE);
        upperA.intoArray(factors, at);
        upperB.intoArray(factors, at + LANES);
        upperSums.intoArray(factors, at + 2 * LANES);
        at += run;
        a.lanewise(XOR, upperA).intoArray(factors, at);
        b.lanewise(XOR, upperB).intoArray(factors, at + LANES);
        sums.lanewise(XOR, upperSums).intoArray(factors, at + 2 * LANES);
      }
    }
  }
}
