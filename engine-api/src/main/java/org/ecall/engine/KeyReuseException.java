package org.ecall.engine;

/**
 * A key and salt were to be given to a second sealer in this process, which would repeat nonces.
 * Derive a fresh base key, or use another KID.
 */
public final class KeyReuseException extends EngineException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param kid the key identifier that the key was to be used under
   */
  public KeyReuseException(long kid) {
    super(
        "the key for KID "
            + Long.toUnsignedString(kid)
            + " has sealed in this process before; a second sealer would repeat its nonces:"
            + " use a fresh base key or another KID");
  }
}
