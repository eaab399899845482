package org.ecall.jmh.result;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file is not a result of JMH in JSON, or holds what cannot be compared. */
public final class ResultFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  ResultFormatException(String message) {
    super(message);
  }

  ResultFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
