package org.ecall.engine;

/** A calibration profile cannot be read or used; the message says where and what to do about it. */
public final class ProfileException extends EngineException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong, with the line where there is one, and what to do about it
   */
  public ProfileException(String message) {
    super(message);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message what is wrong and what to do about it
   * @param cause what led to it
   */
  public ProfileException(String message, Throwable cause) {
    super(message, cause);
  }
}
