package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has to know of a segment. Native memory is reached by address; segments of one arena
 * share a base, and one of them is passed for the linker to keep the arena open during the call. A
 * segment of the heap is a base of its own.
 */
final class BatchMemory {

  private MemorySegment segment = MemorySegment.NULL;
  private MemorySegment.@Nullable Scope scope;

  /** Size of the segment. */
  long byteSize;

  /** Where it starts, counted from its base; native memory has its address. */
  long start;

  /** Whether the table counts from the base, and not from address 0. */
  boolean counted;

  /** The segment that all this is about. */
  MemorySegment segment() {
    return segment;
  }

  /** Whether all this is about that segment. */
  @SuppressWarnings({"MemorySegmentReferenceEquality", "ReferenceEquality"}) // a quick look only
  boolean isOf(MemorySegment other) {
    return other == segment;
  }

  /** Looks into a segment, unless all this is about it already. */
  void lookInto(MemorySegment other) {
    if (!isOf(other)) {
      byteSize = other.byteSize();
      counted = !other.isNative();
      scope = counted ? null : other.scope();
      start = counted ? 0 : other.address();
      segment = other;
    }
  }

  /** Whether both can be reached from one base. */
  @SuppressWarnings("ReferenceEquality") // an arena has one scope
  boolean sharesBaseOf(BatchMemory other) {
    return isOf(other.segment) || (!counted && scope == other.scope);
  }

  /** Lets go of the memory. */
  void clear() {
    segment = MemorySegment.NULL;
    scope = null;
    byteSize = 0;
  }
}
