package org.ecall.engine.spi;

import java.lang.foreign.MemorySegment;

/**
 * An expanded AES-GCM key. Any number of threads may seal and open with it at once, without locks.
 *
 * <p>The 96-bit nonce comes in two registers, big-endian: {@code nonceHigh} holds its first four
 * bytes, {@code nonceLow} the other eight. The engine guarantees that no nonce seals twice.
 *
 * <p>Whatever a method throws that is not declared here, but for a {@link VirtualMachineError} and
 * for memory that the caller may not access, is taken for a failure of the backend: the engine does
 * not use that backend again, and has the next one of its plan do the message over.
 *
 * <p>The methods over arrays are for the frame path: a backend that would wrap the arrays into
 * segments anyhow inherits them.
 */
public interface AeadKey extends AutoCloseable {

  /** Size of the tag that follows a ciphertext. */
  int TAG_SIZE_BYTES = 16;

  /**
   * Seals a message: writes {@code length} bytes of ciphertext and the tag to {@code out}.
   *
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param aad holds the additional data
   * @param aadOffset where it starts
   * @param aadLength its size in bytes
   * @param in holds the plaintext
   * @param inOffset where it starts
   * @param length its size in bytes
   * @param out takes {@code length + 16} bytes
   * @param outOffset where they start
   * @throws KeyClosedException if this key was closed; {@code out} is then unchanged
   */
  void seal(
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadLength,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset);

  /**
   * Opens a message: verifies the tag and writes the plaintext to {@code out}.
   *
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param aad holds the additional data
   * @param aadOffset where it starts
   * @param aadLength its size in bytes
   * @param in holds the ciphertext and, behind it, the tag
   * @param inOffset where the ciphertext starts
   * @param length size of the ciphertext and so of the plaintext, in bytes, without the tag
   * @param out takes {@code length} bytes
   * @param outOffset where they start
   * @return whether the tag matches; if not, the {@code length} bytes of {@code out} are all zero
   * @throws KeyClosedException if this key was closed; {@code out} is then unchanged
   */
  boolean open(
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadLength,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset);

  /**
   * Seals a message that lies in arrays; see {@link #seal(int, long, MemorySegment, long, long,
   * MemorySegment, long, long, MemorySegment, long)}.
   *
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param aad holds the additional data
   * @param aadOffset where it starts
   * @param aadLength its size in bytes
   * @param in holds the plaintext
   * @param inOffset where it starts
   * @param length its size in bytes
   * @param out takes {@code length + 16} bytes
   * @param outOffset where they start
   * @throws KeyClosedException if this key was closed; {@code out} is then unchanged
   */
  default void seal(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    seal(
        nonceHigh,
        nonceLow,
        MemorySegment.ofArray(aad),
        aadOffset,
        aadLength,
        MemorySegment.ofArray(in),
        inOffset,
        length,
        MemorySegment.ofArray(out),
        outOffset);
  }

  /**
   * Opens a message that lies in arrays; see {@link #open(int, long, MemorySegment, long, long,
   * MemorySegment, long, long, MemorySegment, long)}.
   *
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param aad holds the additional data
   * @param aadOffset where it starts
   * @param aadLength its size in bytes
   * @param in holds the ciphertext and, behind it, the tag
   * @param inOffset where the ciphertext starts
   * @param length size of the ciphertext and so of the plaintext, in bytes, without the tag
   * @param out takes {@code length} bytes
   * @param outOffset where they start
   * @return whether the tag matches; if not, the {@code length} bytes of {@code out} are all zero
   * @throws KeyClosedException if this key was closed; {@code out} is then unchanged
   */
  default boolean open(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    return open(
        nonceHigh,
        nonceLow,
        MemorySegment.ofArray(aad),
        aadOffset,
        aadLength,
        MemorySegment.ofArray(in),
        inOffset,
        length,
        MemorySegment.ofArray(out),
        outOffset);
  }

  /**
   * Refuses new calls, waits for those in flight, then wipes the key as far as the backend reaches.
   * Once it has returned, no frame can be sealed or opened with this key. Closing twice is allowed.
   */
  @Override
  void close();
}
