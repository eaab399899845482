package org.ecall.engine.java.vector;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A segment of a batch, and its array if that may be reached. */
final class BatchSegment {

  MemorySegment segment = MemorySegment.NULL;
  byte @Nullable [] array;

  /** Its size in bytes. */
  long size;

  /** Where the segment starts in the array. */
  private long start;

  /** Looks into a segment. */
  void set(MemorySegment newSegment) {
    segment = newSegment;
    array = newSegment.heapBase().orElse(null) instanceof byte[] base ? base : null;
    size = newSegment.byteSize();
    start = array != null ? newSegment.address() : 0;
  }

  /** Where a place in the segment is in the array. */
  int at(long offset) {
    return (int) (start + offset);
  }

  void clear() {
    segment = MemorySegment.NULL;
    array = null;
    size = 0;
  }
}
