package org.ecall.engine.key;

/** Which way a frame of a two-party call goes; bit 0 of its KID (PROTOCOL §3). */
public enum Direction {
  /** From the side that called. */
  CALLER_TO_CALLEE(0),
  /** From the side that was called. */
  CALLEE_TO_CALLER(1);

  private final int bit;

  Direction(int bit) {
    this.bit = bit;
  }

  /**
   * The direction's bit in KIDs and labels.
   *
   * @return 0 or 1
   */
  public int bit() {
    return bit;
  }

  /**
   * The other way.
   *
   * @return the opposite direction
   */
  public Direction reverse() {
    return this == CALLER_TO_CALLEE ? CALLEE_TO_CALLER : CALLER_TO_CALLEE;
  }
}
