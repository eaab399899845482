package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has to know of a segment. Messages that follow each other mostly lie in the same
 * memory, and looking into a segment costs more than all else that adding a message takes: it is
 * looked into once, and then recognised.
 */
final class BatchMemory {

  /** The segment that all this is about. */
  private @Nullable MemorySegment segment;

  /** Size of the segment. */
  long byteSize;

  /** Where it starts, counted from its base; native memory has its address. */
  long start;

  /** What has to be the same for two segments to share a base; compared by reference. */
  @Nullable Object identity;

  /** What is passed for the base. */
  @Nullable MemorySegment passed;

  /** Whether the table counts from the base, and not from address 0. */
  boolean counted;

  /** Whether all this is about that segment. */
  @SuppressWarnings({"MemorySegmentReferenceEquality", "ReferenceEquality"}) // a quick look only
  boolean isOf(MemorySegment other) {
    return other == segment;
  }

  /**
   * Looks into another segment. An array is a base that offsets count from. Native memory is
   * reached by address; a segment of it is passed all the same, for the linker to keep its arena
   * open during the call. What is neither (a read-only array, an array of numbers) is its own base.
   */
  void look(MemorySegment other) {
    byteSize = other.byteSize();
    if (other.isNative()) {
      set(other.scope(), other, other.address(), false);
    } else if (other.heapBase().orElse(null) instanceof byte[] array) {
      set(array, MemorySegment.ofArray(array), other.address(), true);
    } else {
      set(other, other, 0, true);
    }
    segment = other;
  }

  private void set(Object newIdentity, MemorySegment newPassed, long newStart, boolean newCounted) {
    identity = newIdentity;
    passed = newPassed;
    start = newStart;
    counted = newCounted;
  }

  /** Lets go of the memory. */
  void clear() {
    segment = null;
    identity = null;
    passed = null;
  }
}
