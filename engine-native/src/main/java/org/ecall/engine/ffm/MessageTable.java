package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

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
