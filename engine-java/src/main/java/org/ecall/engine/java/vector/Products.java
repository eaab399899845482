package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of carry-less products, by multiplication of integers with holes: of each factor four parts
 * are multiplied that keep every fourth bit. At most sixteen products of bits meet at a place of a
 * product of parts; their number fits into the hole above it, except at the last place, where what
 * does not fit is beyond the product. So the lowest bit of each number is that of the carry-less
 * product, and what the holes hold is thrown away once for all (Pornin, "BearSSL: constant-time
 * multiplication and GHASH").
 */
final class Products {

  private static final VectorSpecies<Long> SPECIES = Factors.SPECIES;
  private static final int LANES = Factors.LANES;

  /** Each fourth bit of a product. */
  private static final long PLACES = 0x1111111111111111L;

  private static final long NARROW_PART = 0x11111111L;

  /** A vector of pairs and one of sums for each run of factors. */
  static final int LONGS = Factors.RUNS * 2 * LANES;

  private static final long[] WIDE_PARTS = new long[4 * LANES];

  static {
    for (int i = 0; i < WIDE_PARTS.length; i++) {
      WIDE_PARTS[i] = PLACES << (i / LANES);
    }
  }

  private Products() {}

  /**
   * Sums the products of blocks and powers, lane by lane.
   *
   * @param blocks factors, from the start of each run
   * @param powers factors, to the end of each run
   * @param count of blocks; whole groups
   * @param sums takes the result for {@link Reduction}
   * @param at where that starts
   */
  static void sum(long[] blocks, long[] powers, int count, long[] sums, int at) {
    int blockRun = blocks.length / Factors.RUNS;
    int powerRun = powers.length / Factors.RUNS;
    int size = Factors.FACTORS * count;
    for (int run = 0; run < Factors.RUNS; run++) {
      int x = run * blockRun;
      int y = (run + 1) * powerRun - size;
      sumRun(blocks, x, powers, y, size, sums, at + run * 2 * LANES);
    }
  }

  private static void sumRun(long[] xs, int x, long[] ys, int y, int size, long[] sums, int at) {
    LongVector part0 = part(0);
    LongVector part1 = part(1);
    LongVector part2 = part(2);
    LongVector part3 = part(3);
    LongVector pairs0 = LongVector.zero(SPECIES);
    LongVector pairs1 = LongVector.zero(SPECIES);
    LongVector pairs2 = LongVector.zero(SPECIES);
    LongVector pairs3 = LongVector.zero(SPECIES);
    LongVector both0 = LongVector.zero(SPECIES);
    LongVector both1 = LongVector.zero(SPECIES);
    LongVector both2 = LongVector.zero(SPECIES);
    LongVector both3 = LongVector.zero(SPECIES);
    for (int i = 0; i < size; i += Factors.FACTORS * LANES) {
      LongVector ax = LongVector.fromArray(SPECIES, xs, x + i);
      LongVector ay = LongVector.fromArray(SPECIES, ys, y + i);
      LongVector bx = LongVector.fromArray(SPECIES, xs, x + i + LANES);
      LongVector by = LongVector.fromArray(SPECIES, ys, y + i + LANES);
      LongVector cx = LongVector.fromArray(SPECIES, xs, x + i + 2 * LANES);
      LongVector cy = LongVector.fromArray(SPECIES, ys, y + i + 2 * LANES);
      LongVector ax0 = ax.and(part0);
      LongVector ax1 = ax.and(part1);
      LongVector ax2 = ax.and(part2);
      LongVector ax3 = ax.and(part3);
      LongVector ay0 = ay.and(part0);
      LongVector ay1 = ay.and(part1);
      LongVector ay2 = ay.and(part2);
      LongVector ay3 = ay.and(part3);
      pairs0 =
          pairs0
              .lanewise(XOR, ax0.mul(ay0))
              .lanewise(XOR, ax1.mul(ay3))
              .lanewise(XOR, ax2.mul(ay2))
              .lanewise(XOR, ax3.mul(ay1));
      pairs1 =
          pairs1
              .lanewise(XOR, ax0.mul(ay1))
              .lanewise(XOR, ax1.mul(ay0))
              .lanewise(XOR, ax2.mul(ay3))
              .lanewise(XOR, ax3.mul(ay2));
      pairs2 =
          pairs2
              .lanewise(XOR, ax0.mul(ay2))
              .lanewise(XOR, ax1.mul(ay1))
              .lanewise(XOR, ax2.mul(ay0))
              .lanewise(XOR, ax3.mul(ay3));
      pairs3 =
          pairs3
              .lanewise(XOR, ax0.mul(ay3))
              .lanewise(XOR, ax1.mul(ay2))
              .lanewise(XOR, ax2.mul(ay1))
              .lanewise(XOR, ax3.mul(ay0));

      LongVector bx0 = bx.and(part0);
      LongVector bx1 = bx.and(part1);
      LongVector bx2 = bx.and(part2);
      LongVector bx3 = bx.and(part3);
      LongVector by0 = by.and(part0);
      LongVector by1 = by.and(part1);
      LongVector by2 = by.and(part2);
      LongVector by3 = by.and(part3);
      pairs0 =
          pairs0
              .lanewise(XOR, bx0.mul(by0))
              .lanewise(XOR, bx1.mul(by3))
              .lanewise(XOR, bx2.mul(by2))
              .lanewise(XOR, bx3.mul(by1));
      pairs1 =
          pairs1
              .lanewise(XOR, bx0.mul(by1))
              .lanewise(XOR, bx1.mul(by0))
              .lanewise(XOR, bx2.mul(by3))
              .lanewise(XOR, bx3.mul(by2));
      pairs2 =
          pairs2
              .lanewise(XOR, bx0.mul(by2))
              .lanewise(XOR, bx1.mul(by1))
              .lanewise(XOR, bx2.mul(by0))
              .lanewise(XOR, bx3.mul(by3));
      pairs3 =
          pairs3
              .lanewise(XOR, bx0.mul(by3))
              .lanewise(XOR, bx1.mul(by2))
              .lanewise(XOR, bx2.mul(by1))
              .lanewise(XOR, bx3.mul(by0));

      LongVector cx0 = cx.and(part0);
      LongVector cx1 = cx.and(part1);
      LongVector cx2 = cx.and(part2);
      LongVector cx3 = cx.and(part3);
      LongVector cy0 = cy.and(part0);
      LongVector cy1 = cy.and(part1);
      LongVector cy2 = cy.and(part2);
      LongVector cy3 = cy.and(part3);
      both0 =
          both0
              .lanewise(XOR, cx0.mul(cy0))
              .lanewise(XOR, cx1.mul(cy3))
              .lanewise(XOR, cx2.mul(cy2))
              .lanewise(XOR, cx3.mul(cy1));
      both1 =
          both1
              .lanewise(XOR, cx0.mul(cy1))
              .lanewise(XOR, cx1.mul(cy0))
              .lanewise(XOR, cx2.mul(cy3))
              .lanewise(XOR, cx3.mul(cy2));
      both2 =
          both2
              .lanewise(XOR, cx0.mul(cy2))
              .lanewise(XOR, cx1.mul(cy1))
              .lanewise(XOR, cx2.mul(cy0))
              .lanewise(XOR, cx3.mul(cy3));
      both3 =
          both3
              .lanewise(XOR, cx0.mul(cy3))
              .lanewise(XOR, cx1.mul(cy2))
              .lanewise(XOR, cx2.mul(cy1))
              .lanewise(XOR, cx3.mul(cy0));
    }
    pairs0
        .and(PLACES)
        .or(pairs1.and(PLACES << 1))
        .or(pairs2.and(PLACES << 2))
        .or(pairs3.and(PLACES << 3))
        .intoArray(sums, at);
    both0
        .and(PLACES)
        .or(both1.and(PLACES << 1))
        .or(both2.and(PLACES << 2))
        .or(both3.and(PLACES << 3))
        .intoArray(sums, at + LANES);
  }

  /**
   * A mask of each fourth bit. One of 32 bits has to be a constant, or C2 does not know that a
   * single instruction multiplies what is left; one of 64 must not be: the C2 of JDK 25 takes a
   * negative constant for one of 32 bits.
   */
  private static LongVector part(int number) {
    return Factors.WIDE
        ? LongVector.fromArray(SPECIES, WIDE_PARTS, number * LANES)
        : LongVector.broadcast(SPECIES, NARROW_PART << number);
  }
}
