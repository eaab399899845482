package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The memory that the messages of a call lie in: what the call is given of it, each piece once. */
@SuppressWarnings("ReferenceEquality") // the same array or arena is the question
final class BatchBases {

  /** ECALL_BASES. */
  static final int COUNT = 4;

  /** There is no room for another base in this call. */
  static final int FULL = -1;

  private final @Nullable Object[] identities = new Object[COUNT];
  private final @Nullable MemorySegment[] passed = new MemorySegment[COUNT];
  private int used;

  /** Number of the base of a piece of memory as the table has it, or {@link #FULL}. */
  int number(BatchMemory memory) {
    Object identity = memory.identity;
    int i = 0;
    while (i < used && identities[i] != identity) {
      i++;
    }
    if (i == COUNT) {
      return FULL;
    }
    if (i == used) {
      take(memory);
    }
    return memory.counted ? i + 1 : 0;
  }

  private void take(BatchMemory memory) {
    if (identities[used] != memory.identity) {
      identities[used] = memory.identity;
      passed[used] = memory.passed;
    }
    used++;
  }

  /** Calls the library for rows of the table that have these bases. */
  void call(MessageTable table, int from, int to) {
    table.call(from, to, segment(0), segment(1), segment(2), segment(3));
  }

  private MemorySegment segment(int index) {
    MemorySegment segment = index < used ? passed[index] : null;
    return segment != null ? segment : MemorySegment.NULL;
  }

  /** Starts anew. What is still referred to is not passed any more. */
  void reset() {
    used = 0;
  }

  /** Lets go of all memory. */
  void clear() {
    reset();
    Arrays.fill(identities, null);
    Arrays.fill(passed, null);
  }
}
