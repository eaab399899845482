package org.ecall.engine.java;

/**
 * A cipher object under one key, used by one thread at a time. Ranges and overlap are as {@link
 * org.ecall.engine.spi.AeadKey} says. A lane that threw is not used again.
 */
interface CipherLane {

  /**
   * Writes {@code length} bytes of ciphertext and the tag.
   *
   * @throws IllegalStateException if the library failed
   */
  void seal(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset);

  /**
   * Writes {@code length} bytes of plaintext if the tag matches. If not, or if it throws, the
   * caller wipes the output, whatever the library left there.
   *
   * @return whether the tag matches
   * @throws IllegalStateException if the library failed
   */
  boolean open(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset);

  /** Replaces the key by zeros as far as the library does that. Never throws. */
  void wipe();
}
