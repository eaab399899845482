package org.ecall.engine.key;

/**
 * Token that a caller must show before key bytes leave the engine, so that every such place can be
 * found by searching for it. Meant for test vectors and key stores, not for calls.
 */
public final class SecretAccess {

  private static final SecretAccess INSTANCE = new SecretAccess();

  private SecretAccess() {}

  /**
   * The token.
   *
   * @return the one instance
   */
  public static SecretAccess leaksKeyBytes() {
    return INSTANCE;
  }
}
