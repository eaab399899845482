package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * Rows of {@code ecall_message}, written in units of eight bytes, as the library reads them:
 * smaller ones would make it wait. The first of two fields is in the lower half, as on all
 * platforms of the library.
 */
final class MessageTable {

  static final int SEAL = 1;
  static final int OPEN = 2;

  private static final long ROW_BYTES = 64;
  private static final long KEY = 0;
  private static final long NONCE = 8;
  private static final long NONCE_END = 16;
  private static final long AAD_OFFSET = 24;
  private static final long IN_OFFSET = 32;
  private static final long OUT_OFFSET = 40;
  private static final long SIZES = 48;
  private static final long OPERATION = 56;
  private static final long RESULT = 60;

  /** Freed by the collector, so that no misuse of a batch can make the library use freed memory. */
  private final MemorySegment rows;

  MessageTable(int capacity) {
    rows = Arena.ofAuto().allocate(capacity * ROW_BYTES, NativeKey.ALIGNMENT);
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
    MemorySegment row = rows.asSlice(index * ROW_BYTES, ROW_BYTES);
    row.set(JAVA_LONG, KEY, key);
    long nonceStart = (long) nonceHigh << Integer.SIZE | nonceLow >>> Integer.SIZE;
    row.set(JAVA_LONG, NONCE, Long.reverseBytes(nonceStart));
    row.set(JAVA_LONG, NONCE_END, Long.reverseBytes(nonceLow << Integer.SIZE));
    row.set(JAVA_LONG, AAD_OFFSET, aadOffset);
    row.set(JAVA_LONG, IN_OFFSET, inOffset);
    row.set(JAVA_LONG, OUT_OFFSET, outOffset);
    row.set(JAVA_LONG, SIZES, size | aadSize << Integer.SIZE);
    row.set(JAVA_LONG, OPERATION, Integer.toUnsignedLong(operationAndBases));
  }

  /** Calls the library for rows that follow each other, with the bases that they count from. */
  void call(
      int from,
      int to,
      MemorySegment base1,
      MemorySegment base2,
      MemorySegment base3,
      MemorySegment base4) {
    try {
      NativeCalls.batch(rows.address() + from * ROW_BYTES, to - from, base1, base2, base3, base4);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Takes the key from a row: the library leaves it out. */
  void leaveOut(int index) {
    rows.set(JAVA_LONG, index * ROW_BYTES + KEY, 0);
    setSucceeded(index, false);
  }

  boolean succeeded(int index) {
    return rows.get(JAVA_INT, index * ROW_BYTES + RESULT) != 0;
  }

  void setSucceeded(int index, boolean succeeded) {
    rows.set(JAVA_INT, index * ROW_BYTES + RESULT, succeeded ? 1 : 0);
  }

  /** Overwrites all rows. */
  void wipe() {
    rows.fill((byte) 0);
  }
}
