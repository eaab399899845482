package org.ecall.cli.adversary;

/** A scheme does not seal what it was asked to seal, or does not take a key. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(RuntimeException cause) {
    super(cause);
  }

  RefusedException(String reason) {
    super(reason);
  }
}
