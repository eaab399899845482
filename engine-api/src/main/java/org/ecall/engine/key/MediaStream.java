package org.ecall.engine.key;

/** A stream of a two-party call; bits 1 and 2 of its KID (PROTOCOL §3). */
public enum MediaStream {
  /** Speech. */
  AUDIO(0),
  /** Camera. */
  VIDEO(1),
  /** Shared screen. */
  SCREEN(2),
  /** Anything else that the call carries. */
  DATA(3);

  private final int number;

  MediaStream(int number) {
    this.number = number;
  }

  /**
   * The stream's number in KIDs.
   *
   * @return 0 to 3
   */
  public int number() {
    return number;
  }
}
