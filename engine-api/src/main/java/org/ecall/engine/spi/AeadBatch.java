package org.ecall.engine.spi;

import java.lang.foreign.MemorySegment;

/**
 * Messages that are sealed or opened in one go, under one key or several keys of one backend. Each
 * has its own result; a message that does not open affects no other. One thread at a time; memory
 * and keys must stay as they are between adding and {@link #run()}.
 */
public interface AeadBatch extends AutoCloseable {

  /**
   * Adds a message to be sealed; the parameters are those of {@link AeadKey#seal}.
   *
   * @param key of the backend that made this batch; if it is closed before {@link #run()}, or was
   *     when it was added, the message fails
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
   * @throws IllegalStateException if the batch is full
   */
  void addSeal(
      AeadKey key,
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
   * Adds a message to be opened; the parameters are those of {@link AeadKey#open}.
   *
   * @param key of the backend that made this batch; if it is closed before {@link #run()}, or was
   *     when it was added, the message fails
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param aad holds the additional data
   * @param aadOffset where it starts
   * @param aadLength its size in bytes
   * @param in holds the ciphertext and, behind it, the tag
   * @param inOffset where the ciphertext starts
   * @param length size of the ciphertext in bytes, without the tag
   * @param out takes {@code length} bytes
   * @param outOffset where they start
   * @throws IllegalStateException if the batch is full
   */
  void addOpen(
      AeadKey key,
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

  /** Seals and opens all messages that were added since {@link #clear()}. */
  void run();

  /**
   * The result of a message after {@link #run()}.
   *
   * @param index of the message, in the order of adding
   * @return true if it was sealed or opened; false if it did not authenticate (its output is then
   *     all zero) or its key was closed
   * @throws IndexOutOfBoundsException if there is no such message
   */
  boolean succeeded(int index);

  /**
   * Messages added since {@link #clear()}.
   *
   * @return a count
   */
  int size();

  /** Forgets all messages, so that the batch can be filled again. */
  void clear();

  /** Frees what the batch holds. */
  @Override
  void close();
}
