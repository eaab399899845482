package org.ecall.engine;

/**
 * The budget of a KID is used up, so nothing was sealed: it has sealed as many frames or blocks as
 * its limits allow. Only a new key helps.
 */
public final class SealLimitException extends EngineException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param kid the key identifier whose budget is used up
   * @param frames frames sealed under it
   * @param blocks AES blocks sealed under it
   */
  public SealLimitException(long kid, long frames, long blocks) {
    super(
        "KID "
            + Long.toUnsignedString(kid)
            + " has sealed "
            + frames
            + " frames and "
            + blocks
            + " blocks, which is all its limits allow: activate a new epoch or use a new key");
  }
}
