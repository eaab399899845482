package org.ecall.cli.conform;

/** A file that claims to hold test vectors cannot be read as such. */
final class VectorFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  VectorFormatException(String message) {
    super(message);
  }

  VectorFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
