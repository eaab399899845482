package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Rows of {@code ecall_message}, written in units of eight bytes, as the library reads them:
 * smaller ones would make it wait. The first of two fields is in the lower half, as on all
 * platforms of the library. An array, because nothing is cheaper to write.
 */
final class MessageTable {

  static final int SEAL = 1;
  static final int OPEN = 2;

  /** Fields of a row, each a long. */
  private static final int ROW = 8;

  private static final int KEY = 0;
  private static final int NONCE = 1;
  private static final int NONCE_END = 2;
  private static final int AAD_OFFSET = 3;
  private static final int IN_OFFSET = 4;
  private static final int OUT_OFFSET = 5;
  private static final int SIZES = 6;

  /** The operation and the bases in the lower half, the result in the upper one. */
  private static final int OPERATION = 7;

  private static final long SUCCEEDED = 1L << Integer.SIZE;

  private final long[] rows;
  private final MemorySegment segment;

  MessageTable(int capacity) {
    rows = new long[Math.multiplyExact(capacity, ROW)];
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
      long aadSize,
      long inOffset,
      long size,
      long outOffset) {
    int row = index * ROW;
    long nonceStart = (long) nonceHigh << Integer.SIZE | nonceLow >>> Integer.SIZE;
    rows[row + KEY] = key;
    rows[row + NONCE] = Long.reverseBytes(nonceStart);
    rows[row + NONCE_END] = Long.reverseBytes(nonceLow << Integer.SIZE);
    rows[row + AAD_OFFSET] = aadOffset;
    rows[row + IN_OFFSET] = inOffset;
    rows[row + OUT_OFFSET] = outOffset;
    rows[row + SIZES] = size | aadSize << Integer.SIZE;
    rows[row + OPERATION] = Integer.toUnsignedLong(operationAndBases);
  }

  /** Calls the library for rows that follow each other, with the bases that they count from. */
  void call(
      int from,
      int to,
      MemorySegment base1,
      MemorySegment base2,
      MemorySegment base3,
      MemorySegment base4) {
    MemorySegment messages = from == 0 ? segment : segment.asSlice((long) from * ROW * Long.BYTES);
    NativeCalls.batch(messages, to - from, base1, base2, base3, base4);
  }

  /** Takes the key from a row: the library leaves it out. */
  void leaveOut(int index) {
    rows[index * ROW + KEY] = 0;
    setSucceeded(index, false);
  }

  boolean succeeded(int index) {
    return (rows[index * ROW + OPERATION] & SUCCEEDED) != 0;
  }

  void setSucceeded(int index, boolean succeeded) {
    int at = index * ROW + OPERATION;
    rows[at] = succeeded ? rows[at] | SUCCEEDED : rows[at] & ~SUCCEEDED;
  }

  /** Overwrites all rows. */
  void wipe() {
    Arrays.fill(rows, 0);
  }
}
