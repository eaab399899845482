package org.ecall.engine.ffm;

/** Why a library cannot be used; the message is a clause that stands after "absent:". */
final class LoadException extends Exception {

  private static final long serialVersionUID = 1L;

  LoadException(String reason) {
    super(reason);
  }

  LoadException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The clause. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
