package org.ecall.engine.key;

/** Which side of a two-party call this is. */
public enum CallRole {
  /** The side that called. */
  CALLER(Direction.CALLER_TO_CALLEE),
  /** The side that was called. */
  CALLEE(Direction.CALLEE_TO_CALLER);

  private final Direction sends;

  CallRole(Direction sends) {
    this.sends = sends;
  }

  /**
   * The direction in which this side seals. It opens the other.
   *
   * @return a direction
   */
  public Direction sends() {
    return sends;
  }
}
