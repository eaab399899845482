package org.ecall.engine.spi;

/** A key was used after it was closed. The engine turns this into its own answer. */
public final class KeyClosedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception; there is nothing to say but that the key is closed. */
  public KeyClosedException() {
    super("the key is closed");
  }
}
