package org.ecall.engine.key;

import java.util.Objects;

/**
 * A base key of RFC 9605 §4.4.1, from which key and salt of a KID are derived. An embedder with key
 * management of its own (for example MLS) brings one for each sender and epoch; a two-party call
 * derives them by {@link EpochSecret}. Never prints.
 */
public final class BaseKey implements AutoCloseable {

  /** Least size of a base key, in bytes: the strength of the weaker suite. */
  public static final int MIN_SIZE_BYTES = 16;

  private final SecretBytes secret;

  BaseKey(SecretBytes secret) {
    this.secret = secret;
  }

  /**
   * Copies a base key; the caller wipes the original.
   *
   * @param bytes at least {@link #MIN_SIZE_BYTES} uniformly random bytes
   * @return an owner to be closed
   * @throws IllegalArgumentException if there are fewer bytes
   */
  public static BaseKey copyOf(byte[] bytes) {
    Objects.requireNonNull(bytes);
    if (bytes.length < MIN_SIZE_BYTES) {
      throw new IllegalArgumentException(
          "a base key of " + bytes.length + " bytes, must have at least " + MIN_SIZE_BYTES);
    }
    return new BaseKey(SecretBytes.copyOf(bytes));
  }

  /**
   * The bytes of this key.
   *
   * @param access the token that says key bytes leave here
   * @return a new array for the caller to wipe
   */
  public byte[] toByteArray(SecretAccess access) {
    return secret.toByteArray(access);
  }

  SecretBytes secret() {
    return secret;
  }

  /** Wipes the key. Keys derived from it stay usable. */
  @Override
  public void close() {
    secret.close();
  }

  /** Says its size only. */
  @Override
  public String toString() {
    return "BaseKey[" + secret.sizeBytes() + " bytes]";
  }
}
