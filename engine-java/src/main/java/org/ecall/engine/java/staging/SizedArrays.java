package org.ecall.engine.java.staging;

import org.jspecify.annotations.Nullable;

/**
 * Arrays that are kept for reuse, by size class: four classes for each power of two, so that an
 * array is at most a quarter larger than what it is to hold. Some native libraries copy arrays
 * whole, whatever part of them is used.
 */
public final class SizedArrays {

  private static final int SMALLEST_LOG = 8;
  private static final int LARGEST_KEPT_LOG = 20;
  private static final int STEPS_LOG = 2;

  private static final int STEPS_MASK = (1 << STEPS_LOG) - 1;

  private final byte[] @Nullable [] kept =
      new byte[1 + ((LARGEST_KEPT_LOG - SMALLEST_LOG) << STEPS_LOG)][];

  /** An array of at least this size; beyond the largest class it is made for this call alone. */
  public byte[] get(int size) {
    if (size > 1 << LARGEST_KEPT_LOG) {
      return new byte[size];
    }
    int index = 0;
    int capacity = 1 << SMALLEST_LOG;
    if (size > capacity) {
      int log = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size - 1);
      int stepLog = log - STEPS_LOG;
      int steps = (size - 1) >>> stepLog;
      index = 1 + ((log - SMALLEST_LOG) << STEPS_LOG) + (steps & STEPS_MASK);
      capacity = (steps + 1) << stepLog;
    }
    byte[] array = kept[index];
    if (array == null) {
      array = new byte[capacity];
      kept[index] = array;
    }
    return array;
  }
}
