package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.REVERSE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of products, modulo the polynomial of GHASH (SP 800-38D §6.3). Two lanes belong to each of
 * as many messages as fit into a vector; they are reduced together.
 */
final class Reduction {

  private static final VectorSpecies<Long> SPECIES = Factors.SPECIES;
  private static final int LANES = Factors.LANES;

  private Reduction() {}

  /**
   * Reduces sums.
   *
   * @param sums of {@link Products}, one behind the other
   * @param count how many
   * @param values takes a vector for each: two numbers for each message, that of the first eight
   *     bytes first
   */
  static void of(long[] sums, int count, long[] values) {
    LongVector second = LongVector.fromArray(SPECIES, Factors.SECOND, 0);
    LongVector swapped = LongVector.fromArray(SPECIES, Factors.SWAPPED, 0);
    for (int i = 0; i < count; i++) {
      int at = i * Products.LONGS;
      LongVector lower = LongVector.fromArray(SPECIES, sums, at);
      LongVector lowerMiddle = LongVector.fromArray(SPECIES, sums, at + LANES);
      LongVector upper = LongVector.fromArray(SPECIES, sums, at + 2 * LANES);
      LongVector upperMiddle = LongVector.fromArray(SPECIES, sums, at + 3 * LANES);
      if (Factors.WIDE) {
        upper = upper.lanewise(REVERSE).lanewise(LSHR, 1);
        upperMiddle = upperMiddle.lanewise(REVERSE).lanewise(LSHR, 1);
      } else {
        LongVector halves =
            LongVector.fromArray(SPECIES, sums, at + 4 * LANES)
                .lanewise(XOR, lower)
                .lanewise(XOR, upper);
        LongVector middleHalves =
            LongVector.fromArray(SPECIES, sums, at + 5 * LANES)
                .lanewise(XOR, lowerMiddle)
                .lanewise(XOR, upperMiddle);
        lower = lower.lanewise(XOR, halves.lanewise(LSHL, Integer.SIZE));
        upper = upper.lanewise(XOR, halves.lanewise(LSHR, Integer.SIZE));
        lowerMiddle = lowerMiddle.lanewise(XOR, middleHalves.lanewise(LSHL, Integer.SIZE));
        upperMiddle = upperMiddle.lanewise(XOR, middleHalves.lanewise(LSHR, Integer.SIZE));
      }

      // Of the sum's four numbers the upper lanes have the first and third one, the lower lanes the
      // second and fourth one.
      lowerMiddle = lowerMiddle.lanewise(XOR, lower);
      upperMiddle = upperMiddle.lanewise(XOR, upper);
      lowerMiddle = lowerMiddle.lanewise(XOR, swapped.selectFrom(lowerMiddle)).and(second);
      upperMiddle =
          upperMiddle.lanewise(XOR, swapped.selectFrom(upperMiddle)).lanewise(AND_NOT, second);
      upper = upper.lanewise(XOR, lowerMiddle);
      lower = lower.lanewise(XOR, upperMiddle);

      // Products have their first bit one place too low.
      LongVector carried =
          swapped.selectFrom(upper).lanewise(LSHR, Long.SIZE - 1).lanewise(AND_NOT, second);
      upper = upper.lanewise(LSHL, 1).lanewise(XOR, lower.lanewise(LSHR, Long.SIZE - 1));
      lower = lower.lanewise(LSHL, 1).lanewise(XOR, carried);

      // What is beyond x^127 comes back times 1 + x + x^2 + x^7: first what is beyond x^191.
      LongVector times =
          lower
              .lanewise(XOR, lower.lanewise(LSHR, 1))
              .lanewise(XOR, lower.lanewise(LSHR, 2))
              .lanewise(XOR, lower.lanewise(LSHR, 7));
      LongVector beyond =
          lower
              .lanewise(LSHL, 63)
              .lanewise(XOR, lower.lanewise(LSHL, 62))
              .lanewise(XOR, lower.lanewise(LSHL, 57));
      upper = upper.lanewise(XOR, beyond.and(second));
      lower = lower.lanewise(XOR, swapped.selectFrom(times));
      times =
          upper
              .lanewise(XOR, upper.lanewise(LSHR, 1))
              .lanewise(XOR, upper.lanewise(LSHR, 2))
              .lanewise(XOR, upper.lanewise(LSHR, 7));
      beyond =
          upper
              .lanewise(LSHL, 63)
              .lanewise(XOR, upper.lanewise(LSHL, 62))
              .lanewise(XOR, upper.lanewise(LSHL, 57));
      upper = upper.lanewise(XOR, swapped.selectFrom(times)).lanewise(AND_NOT, second);
      lower = swapped.selectFrom(lower).lanewise(XOR, beyond).and(second);
      upper.or(lower).intoArray(values, i * LANES);
    }
  }
}
