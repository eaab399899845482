package org.ecall.fuzz;

import java.util.Arrays;

/** What a target demands; a demand that is not met is a finding. */
final class Oracle {

  private Oracle() {}

  static void require(boolean met, String demand) {
    if (!met) {
      throw new AssertionError("not met: " + demand);
    }
  }

  static void requireEqual(byte[] actual, byte[] expected, String what) {
    int at = Arrays.mismatch(actual, expected);
    if (at >= 0) {
      throw new AssertionError(
          what + ": differs at byte " + at + " of " + actual.length + " and " + expected.length);
    }
  }

  /** That nothing but one value stands in a range. */
  static void requireOnly(byte[] bytes, int from, int to, byte value, String what) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != value) {
        throw new AssertionError(what + ": byte " + i + " of " + bytes.length + " was written");
      }
    }
  }
}
