package org.ecall.engine;

import java.lang.foreign.MemorySegment;

/** Tells whether writing a range would change bytes of another range. */
@SuppressWarnings("ReferenceEquality") // the same memory is the question, not equal contents
final class Overlap {

  private Overlap() {}

  static boolean of(byte[] a, int offsetA, int sizeA, byte[] b, int offsetB, int sizeB) {
    return a == b && ranges(offsetA, sizeA, offsetB, sizeB);
  }

  static boolean of(
      MemorySegment a, long offsetA, long sizeA, MemorySegment b, long offsetB, long sizeB) {
    if (a.isNative() != b.isNative()
        || !ranges(a.address() + offsetA, sizeA, b.address() + offsetB, sizeB)) {
      return false;
    }
    return a.isNative() || mayShareArray(a, b);
  }

  /**
   * Addresses in the heap count from the start of an array. A read-only view hides its array, so
   * that nobody can say what it shares.
   */
  private static boolean mayShareArray(MemorySegment a, MemorySegment b) {
    if (a.isReadOnly() || b.isReadOnly()) {
      return true;
    }
    // Whole arrays all begin at the same address, and comparing segments makes no garbage.
    return a.address() == b.address() ? a.equals(b) : a.heapBase().equals(b.heapBase());
  }

  /**
   * Refuses an output that cannot be written.
   *
   * @throws IllegalArgumentException if it is read-only
   */
  static void requireWritable(MemorySegment out) {
    if (out.isReadOnly()) {
      throw new IllegalArgumentException("the output is read-only");
    }
  }

  private static boolean ranges(long startA, long sizeA, long startB, long sizeB) {
    return startA < startB + sizeB && startB < startA + sizeA;
  }
}
