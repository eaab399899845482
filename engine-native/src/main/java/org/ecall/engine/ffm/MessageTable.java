package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.MessageRanges;

/**
 * Rows of {@code ecall_message}, written in units of eight bytes, as the library reads them:
 * smaller ones would make it wait. The first of two fields is in the lower half, as on all
 * platforms of the library.
 */
final class MessageTable {

  static final int SEAL = 1;
  static final int OPEN = 2;

  private static final int ROW_LONGS = 8;
  private static final int KEY = 0;
  private static final int NONCE_LOW = 1;
  private static final int NONCE_HIGH_AND_OPERATION = 2;
  private static final int AAD_OFFSET = 3;
  private static final int IN_OFFSET = 4;
  private static final int OUT_OFFSET = 5;
  private static final int SIZES = 6;
  private static final int RESULT = 7;

  /** No memory has an offset or size of more bits, and two of so many add up without overflow. */
  private static final int NUMBER_BITS = 62;

  private final long[] rows;
  private final MemorySegment segment;

  MessageTable(int capacity) {
    rows = new long[capacity * ROW_LONGS];
    segment = MemorySegment.ofArray(rows);
  }

  /** Writes a row. */
  void put(
      int index,
      long key,
      int operationAndBases,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadSize,
      long inOffset,
      int size,
      long outOffset) {
    long[] r = rows;
    int row = index * ROW_LONGS;
    r[row + KEY] = key;
    r[row + NONCE_LOW] = nonceLow;
    r[row + NONCE_HIGH_AND_OPERATION] =
        Integer.toUnsignedLong(nonceHigh) | (long) operationAndBases << Integer.SIZE;
    r[row + AAD_OFFSET] = aadOffset;
    r[row + IN_OFFSET] = inOffset;
    r[row + OUT_OFFSET] = outOffset;
    r[row + SIZES] = size | (long) aadSize << Integer.SIZE;
    r[row + RESULT] = 0; // what has not run has not succeeded
  }

  /**
   * Writes rows as {@link #put} does, for messages that are sealed under one key with nonces that
   * count, and whose additional data is in the output. Ranges are checked on the way: of the rooms
   * that are left none is negative if their disjunction is not, and numbers below 2^62 do not
   * overflow when two are added.
   *
   * @param memory what the messages are in
   * @return the bytes that they are together, with additional data; negative, and the rows worth
   *     nothing, if a range does not fit
   */
  long putSeals(
      int index,
      long key,
      int bases,
      int nonceHigh,
      long saltLow,
      long firstCtr,
      int aadSize,
      BatchCalls memory,
      MessageRanges ranges,
      int from,
      int to) {
    long[] r = rows;
    long nonceHighAndOperation =
        Integer.toUnsignedLong(nonceHigh) | (long) (SEAL | bases) << Integer.SIZE;
    long aadSizeAbove = (long) aadSize << Integer.SIZE;
    long inBytes = memory.inBytes;
    long outBytes = memory.outBytes - aadSize - AeadKey.TAG_SIZE_BYTES;
    long inStart = memory.inStart;
    long outStart = memory.outStart;
    long ctr = firstCtr;
    long numbers = aadSize;
    long rooms = outBytes;
    long bytes = 0;
    int row = index * ROW_LONGS;
    for (int i = from; i < to; i++) {
      long in = ranges.inOffset(i);
      long out = ranges.outOffset(i);
      long size = ranges.length(i);
      numbers |= size | in | out;
      rooms |= (inBytes - (in + size)) | (outBytes - (out + size));
      bytes += size;
      r[row + KEY] = key;
      r[row + NONCE_LOW] = saltLow ^ ctr++;
      r[row + NONCE_HIGH_AND_OPERATION] = nonceHighAndOperation;
      long aad = outStart + out;
      r[row + AAD_OFFSET] = aad;
      r[row + IN_OFFSET] = inStart + in;
      r[row + OUT_OFFSET] = aad + aadSize;
      r[row + SIZES] = size | aadSizeAbove;
      r[row + RESULT] = 0;
      row += ROW_LONGS;
    }
    boolean fit = rooms >= 0 && numbers >>> NUMBER_BITS == 0;
    return fit ? bytes + (long) aadSize * (to - from) : -1;
  }

  /** Calls the library for rows that follow each other, with the bases that they count from. */
  void call(
      int from,
      int to,
      MemorySegment base1,
      MemorySegment base2,
      MemorySegment base3,
      MemorySegment base4) {
    NativeCalls.batch(segment, from, to - from, base1, base2, base3, base4);
  }

  /** Takes the key from rows: the library leaves them out. */
  void leaveOut(int from, int to) {
    for (int i = from; i < to; i++) {
      rows[i * ROW_LONGS + KEY] = 0;
      setSucceeded(i, false);
    }
  }

  boolean succeeded(int index) {
    return (int) rows[index * ROW_LONGS + RESULT] != 0;
  }

  /** Whether all of the first rows have. */
  boolean allSucceeded(int count) {
    long[] r = rows;
    long all = 1;
    for (int i = 0; i < count; i++) {
      all &= r[i * ROW_LONGS + RESULT];
    }
    return all != 0;
  }

  void setSucceeded(int index, boolean succeeded) {
    rows[index * ROW_LONGS + RESULT] = succeeded ? 1 : 0;
  }

  /** Overwrites all rows. */
  void wipe() {
    Arrays.fill(rows, 0);
  }
}
