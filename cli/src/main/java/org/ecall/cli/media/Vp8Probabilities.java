package org.ecall.cli.media;

import java.util.HexFormat;
import java.util.function.IntConsumer;

/** Constants of VP8: probabilities, in 1/256, that a bit is 0. */
final class Vp8Probabilities {

  /**
   * That a coefficient's probability is not updated (RFC 6386 §13.4): a line for each of 8 bands of
   * 4 kinds of block, with 3 contexts of 11 tokens.
   */
  private static final String KEEP_COEFFICIENT_HEX =
      """
      ffffffffffffffffffffff ffffffffffffffffffffff ffffffffffffffffffffff
      b0f6ffffffffffffffffff dff1fcffffffffffffffff f9fdfdffffffffffffffff
      fff4fcffffffffffffffff eafefeffffffffffffffff fdffffffffffffffffffff
      fff6feffffffffffffffff effdfeffffffffffffffff fefffeffffffffffffffff
      fff8feffffffffffffffff fbfffeffffffffffffffff ffffffffffffffffffffff
      fffdfeffffffffffffffff fbfefeffffffffffffffff fefffeffffffffffffffff
      fffefdfffeffffffffffff fafffefffeffffffffffff feffffffffffffffffffff
      ffffffffffffffffffffff ffffffffffffffffffffff ffffffffffffffffffffff
      d9ffffffffffffffffffff e1fcf1fdfffffeffffffff eafaf1fafdfffdfeffffff
      fffeffffffffffffffffff dffefeffffffffffffffff eefdfefeffffffffffffff
      fff8feffffffffffffffff f9feffffffffffffffffff ffffffffffffffffffffff
      fffdffffffffffffffffff f7feffffffffffffffffff ffffffffffffffffffffff
      fffdfeffffffffffffffff fcffffffffffffffffffff ffffffffffffffffffffff
      fffefeffffffffffffffff fdffffffffffffffffffff ffffffffffffffffffffff
      fffefdffffffffffffffff faffffffffffffffffffff feffffffffffffffffffff
      ffffffffffffffffffffff ffffffffffffffffffffff ffffffffffffffffffffff
      bafbfaffffffffffffffff eafbf4feffffffffffffff fbfbf3fdfefffeffffffff
      fffdfeffffffffffffffff ecfdfeffffffffffffffff fbfdfdfefeffffffffffff
      fffefeffffffffffffffff fefefeffffffffffffffff ffffffffffffffffffffff
      fffeffffffffffffffffff fefeffffffffffffffffff feffffffffffffffffffff
      ffffffffffffffffffffff feffffffffffffffffffff ffffffffffffffffffffff
      ffffffffffffffffffffff ffffffffffffffffffffff ffffffffffffffffffffff
      ffffffffffffffffffffff ffffffffffffffffffffff ffffffffffffffffffffff
      ffffffffffffffffffffff ffffffffffffffffffffff ffffffffffffffffffffff
      f8ffffffffffffffffffff fafefcfeffffffffffffff f8fef9fdffffffffffffff
      fffdfdffffffffffffffff f6fdfdffffffffffffffff fcfefbfefeffffffffffff
      fffefcffffffffffffffff f8fefdffffffffffffffff fdfffefeffffffffffffff
      fffbfeffffffffffffffff f5fbfeffffffffffffffff fdfdfeffffffffffffffff
      fffbfdffffffffffffffff fcfdfeffffffffffffffff fffeffffffffffffffffff
      fffcffffffffffffffffff f9fffeffffffffffffffff fffffeffffffffffffffff
      fffffdffffffffffffffff faffffffffffffffffffff ffffffffffffffffffffff
      ffffffffffffffffffffff feffffffffffffffffffff ffffffffffffffffffffff
      """;

  /** That a motion vector's probability is not updated (RFC 6386 §17.2): rows, then columns. */
  private static final int[] KEEP_MOTION = {
    237, 246, 253, 253, 254, 254, 254, 254, 254, 254, 254, 254, 254, 254, 250, 250, 252, 254, 254,
    231, 243, 245, 253, 254, 254, 254, 254, 254, 254, 254, 254, 254, 254, 251, 251, 254, 254, 254
  };

  /**
   * That a macroblock does not move, by the weight of its unmoved neighbours (RFC 6386 §16.3, first
   * column): above and left weigh 2 each, above left 1, outside the picture none.
   */
  private static final int[] UNMOVED = {7, 14, 135, 60, 159, 234};

  private static final byte[] KEEP_COEFFICIENT =
      HexFormat.of().parseHex(KEEP_COEFFICIENT_HEX.replaceAll("\\s", ""));

  private Vp8Probabilities() {}

  /** Gives the probabilities that a coefficient's is not updated, in the order of the flags. */
  static void forEachCoefficient(IntConsumer action) {
    for (byte probability : KEEP_COEFFICIENT) {
      action.accept(probability & 0xFF);
    }
  }

  /** Gives the probabilities that a motion vector's is not updated, in the order of the flags. */
  static void forEachMotion(IntConsumer action) {
    for (int probability : KEEP_MOTION) {
      action.accept(probability);
    }
  }

  /** Returns the probability that a macroblock of a picture without motion does not move. */
  static int unmoved(boolean hasAbove, boolean hasLeft) {
    return UNMOVED[(hasAbove ? 2 : 0) + (hasLeft ? 2 : 0) + (hasAbove && hasLeft ? 1 : 0)];
  }
}
