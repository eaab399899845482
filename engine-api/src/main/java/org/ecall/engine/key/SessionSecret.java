package org.ecall.engine.key;

/**
 * What call set-up delivers for one call (PROTOCOL §3): the 32-byte secret, which is never used as
 * an AES key itself, and the 64-byte context, a SHA-512 over the call's transcript that no two
 * calls share. Both sides hold the same. Never prints the secret.
 */
public final class SessionSecret implements AutoCloseable {

  /** Size of the secret, in bytes. */
  public static final int SECRET_SIZE_BYTES = 32;

  /** Size of the context, in bytes. */
  public static final int CONTEXT_SIZE_BYTES = 64;

  private final SecretBytes secret;
  private final byte[] context;

  private SessionSecret(SecretBytes secret, byte[] context) {
    this.secret = secret;
    this.context = context;
  }

  /**
   * Copies what call set-up delivered; the caller wipes the originals.
   *
   * @param secret 32 uniformly random bytes
   * @param context 64 bytes: SHA-512 over the call id, both identities and at least 16 fresh random
   *     bytes from each side
   * @return an owner to be closed, best right after the session has been opened
   * @throws IllegalArgumentException if a size is wrong
   */
  public static SessionSecret copyOf(byte[] secret, byte[] context) {
    if (secret.length != SECRET_SIZE_BYTES) {
      throw new IllegalArgumentException(
          "a session secret of " + secret.length + " bytes, must have " + SECRET_SIZE_BYTES);
    }
    if (context.length != CONTEXT_SIZE_BYTES) {
      throw new IllegalArgumentException(
          "a call context of " + context.length + " bytes, must have " + CONTEXT_SIZE_BYTES);
    }
    return new SessionSecret(SecretBytes.copyOf(secret), context.clone());
  }

  SecretBytes secret() {
    return secret;
  }

  byte[] context() {
    return context;
  }

  /** Wipes the secret. Sessions opened with it go on. */
  @Override
  public void close() {
    secret.close();
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "SessionSecret[redacted]";
  }
}
