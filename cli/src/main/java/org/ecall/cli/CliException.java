package org.ecall.cli;

/** The work cannot be done, for a reason that its message gives in one line. */
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message one clause for the user, without secrets
   */
  public CliException(String message) {
    super(message);
  }

  /**
   * Creates an exception with its cause, which {@code --stacktrace} shows.
   *
   * @param message one clause for the user, without secrets
   * @param cause what led to it
   */
  public CliException(String message, Throwable cause) {
    super(message, cause);
  }
}
