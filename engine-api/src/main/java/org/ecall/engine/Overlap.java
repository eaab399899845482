package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Tells whether writing a range would change bytes of another range. */
@SuppressWarnings("ReferenceEquality") // the same memory is the question, not equal contents
final class Overlap {

  private Overlap() {}

  static boolean of(byte[] a, int offsetA, int sizeA, byte[] b, int offsetB, int sizeB) {
    return a == b && ranges(offsetA, sizeA, offsetB, sizeB);
  }

  static boolean of(
      MemorySegment a, long offsetA, long sizeA, MemorySegment b, long offsetB, long sizeB) {
    if (a.isNative() != b.isNative()) {
      return false;
    }
    return (a.isNative() || mayShareArray(a.heapBase(), b.heapBase()))
        && ranges(a.address() + offsetA, sizeA, b.address() + offsetB, sizeB);
  }

  /** A read-only view hides its array, so that nobody can say what it shares. */
  private static boolean mayShareArray(Optional<Object> a, Optional<Object> b) {
    return a.isEmpty() || b.isEmpty() || a.get() == b.get();
  }

  private static boolean ranges(long startA, long sizeA, long startB, long sizeB) {
    return startA < startB + sizeB && startB < startA + sizeA;
  }
}
