package org.ecall.engine.spi;

/** Whether a backend can be used on this machine. */
public sealed interface Availability {

  /**
   * The backend can be used.
   *
   * @param version of the library behind it, as the library tells it
   */
  record Present(String version) implements Availability {}

  /**
   * The backend cannot be used.
   *
   * @param reason one clause that says what is missing, to stand after "absent:"
   */
  record Absent(String reason) implements Availability {}
}
