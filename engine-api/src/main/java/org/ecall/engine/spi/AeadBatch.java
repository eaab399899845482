package org.ecall.engine.spi;

import java.lang.foreign.MemorySegment;

/**
 * Messages that are sealed or opened in one go, under one key or several keys of one backend. Each
 * has its own result; a message that does not open affects no other. One thread at a time; memory
 * and keys must stay as they are between adding and {@link #run()}.
 */
public interface AeadBatch extends AutoCloseable {

  /**
   * How many messages with a key and memory in common must follow each other, at least, so that it
   * takes less time to seal them in this batch than one by one.
   *
   * @return 1 if any message should be added, {@link Integer#MAX_VALUE} if none
   */
  default int leastSeals() {
    return 1;
  }

  /**
   * How many messages with a key and memory in common must follow each other, at least, so that it
   * takes less time to open them in this batch than one by one.
   *
   * @return 1 if any message should be added, {@link Integer#MAX_VALUE} if none
   */
  default int leastOpens() {
    return 1;
  }

  /**
   * Says what memory the messages are in that are added from now on. To be said for the first
   * message after {@link #clear()}, and whenever it changes: saying the same again costs little.
   *
   * @param aad holds the additional data
   * @param in holds what goes in
   * @param out takes what comes out; may be the same as the other two
   * @throws IllegalArgumentException if {@code out} is read-only; nothing is changed then
   * @throws IllegalStateException if the batch is full
   */
  void useMemory(MemorySegment aad, MemorySegment in, MemorySegment out);

  /**
   * Adds a message to be sealed; see {@link AeadKey#seal}.
   *
   * @param key of the backend that made this batch; if it is closed before {@link #run()}, or was
   *     when it was added, the message fails
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param aadOffset where the additional data starts in its memory
   * @param aadLength its size in bytes
   * @param inOffset where the plaintext starts in its memory
   * @param length its size in bytes
   * @param outOffset where the {@code length + 16} bytes of ciphertext and tag go in the output
   * @throws IndexOutOfBoundsException if a memory does not have its range; nothing is added then
   * @throws IllegalStateException if the batch is full, or if it was not said what memory to use
   */
  void addSeal(
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadLength,
      long inOffset,
      int length,
      long outOffset);

  /**
   * Adds messages to be sealed as a sender does: one after the other, with nonces that count (RFC
   * 9605 §4.4.3) and additional data in front of what comes out. What {@link #addSeal} says holds
   * for each; if it throws for one, those before it have been added. A backend that has a table of
   * messages can fill it in one loop; else there is nothing to write.
   *
   * @param key of the backend that made this batch
   * @param nonceHigh bytes 0 to 3 of all nonces
   * @param saltLow what is combined with the counter into bytes 4 to 11: the nonce of the message
   *     {@code from + i} has {@code saltLow ^ (firstCtr + i)}
   * @param firstCtr counter of the first one
   * @param aadLength size of the additional data of each, in bytes
   * @param ranges where they are: additional data at the output offset, which is an offset of its
   *     memory and of the output's, ciphertext and tag in the output behind it
   * @param from number of the first one in the ranges
   * @param to number behind the last one
   * @throws IndexOutOfBoundsException if a memory does not have the range of a message
   * @throws IllegalStateException if the batch is full, or if it was not said what memory to use
   */
  default void addSeals(
      AeadKey key,
      int nonceHigh,
      long saltLow,
      long firstCtr,
      int aadLength,
      MessageRanges ranges,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      long aad = ranges.outOffset(i);
      addSeal(
          key,
          nonceHigh,
          saltLow ^ (firstCtr + (i - from)),
          aad,
          aadLength,
          ranges.inOffset(i),
          ranges.length(i),
          aad + aadLength);
    }
  }

  /**
   * Adds a message to be opened; see {@link AeadKey#open}.
   *
   * @param key of the backend that made this batch; if it is closed before {@link #run()}, or was
   *     when it was added, the message fails
   * @param nonceHigh bytes 0 to 3 of the nonce
   * @param nonceLow bytes 4 to 11 of the nonce
   * @param aadOffset where the additional data starts in its memory
   * @param aadLength its size in bytes
   * @param inOffset where the ciphertext starts in its memory; the tag follows it
   * @param length size of the ciphertext in bytes, without the tag
   * @param outOffset where the {@code length} bytes of plaintext go in the output
   * @throws IndexOutOfBoundsException if a memory does not have its range; nothing is added then
   * @throws IllegalStateException if the batch is full, or if it was not said what memory to use
   */
  void addOpen(
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadLength,
      long inOffset,
      int length,
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
   * Whether all messages succeeded, which spares the caller to ask for each.
   *
   * @return what {@link #succeeded} says of every message
   */
  default boolean allSucceeded() {
    int messages = size();
    boolean all = true;
    for (int i = 0; i < messages; i++) {
      all &= succeeded(i);
    }
    return all;
  }

  /**
   * Messages added since {@link #clear()}.
   *
   * @return a count
   */
  int size();

  /** Forgets all messages and what memory they are in, so that the batch can be filled again. */
  void clear();

  /** Frees what the batch holds. */
  @Override
  void close();
}
