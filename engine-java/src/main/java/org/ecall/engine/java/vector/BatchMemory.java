package org.ecall.engine.java.vector;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory of a batch, and its array if that may be reached: looking into a segment costs more than
 * adding a message, and messages that follow each other mostly lie in the same one.
 */
final class BatchMemory {

  MemorySegment segment = MemorySegment.NULL;
  byte @Nullable [] array;

  /** Where the segment starts in the array. */
  private long start;

  /** Looks into a segment. */
  void set(MemorySegment newSegment) {
    segment = newSegment;
    array = newSegment.heapBase().orElse(null) instanceof byte[] base ? base : null;
    start = array != null ? newSegment.address() : 0;
  }

  void set(BatchMemory other) {
    segment = other.segment;
    array = other.array;
    start = other.start;
  }

  /** Where a place in the segment is in the array. */
  int at(long offset) {
    return (int) (start + offset);
  }

  void clear() {
    segment = MemorySegment.NULL;
    array = null;
  }
}
