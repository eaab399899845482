package org.ecall.jmh.result;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file is not a result of JMH in JSON, or holds what cannot be compared. */
public final class ResultFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message one clause that names the file
   */
  public ResultFormatException(String message) {
    super(message);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message one clause that names the file
   * @param cause what led to it
   */
  public ResultFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
