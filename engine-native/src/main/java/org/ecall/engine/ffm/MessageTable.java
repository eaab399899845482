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
   * count. Ranges are checked on the way: of the numbers that must not be negative none is if their
   * disjunction is not.
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
    long aadRoom = memory.aadBytes - aadSize;
    long inBytes = memory.inBytes;
    long outBytes = memory.outBytes - aadSize - AeadKey.TAG_SIZE_BYTES;
    long aadStart = memory.aadStart;
    long inStart = memory.inStart;
    long outStart = memory.outStart + aadSize;
    long sides = aadSize | aadRoom;
    long bytes = 0;
    for (int i = from; i < to; i++) {
      long in = ranges.inOffset(i);
      long out = ranges.outOffset(i);
      int size = ranges.length(i);
      long inRoom = inBytes - size;
      long outRoom = outBytes - size;
      sides |= size | in | inRoom | (inRoom - in);
      sides |= out | outRoom | (outRoom - out) | (aadRoom - out);
      bytes += size;
      int row = (index + i - from) * ROW_LONGS;
      r[row + KEY] = key;
      r[row + NONCE_LOW] = saltLow ^ (firstCtr + (i - from));
      r[row + NONCE_HIGH_AND_OPERATION] = nonceHighAndOperation;
      r[row + AAD_OFFSET] = aadStart + out;
      r[row + IN_OFFSET] = inStart + in;
      r[row + OUT_OFFSET] = outStart + out;
      r[row + SIZES] = size | aadSizeAbove;
      r[row + RESULT] = 0;
    }
    return sides < 0 ? -1 : bytes + (long) aadSize * (to - from);
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
