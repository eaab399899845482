package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;

/** The memory that the messages of a call lie in: what the call is given of it, each piece once. */
final class BatchBases {

  /** ECALL_BASES. */
  static final int COUNT = 4;

  /** There is no room for another base in this call. */
  static final int FULL = -1;

  private final BatchMemory[] memories;

  /** Which of the memories have a base. Numbers, for the reason that {@link BatchCalls} has. */
  private final int[] passed = new int[COUNT];

  private int used;

  /** Bases for some of a batch's memories. */
  BatchBases(BatchMemory[] memories) {
    this.memories = memories;
  }

  /** Number of the base of a piece of memory as the table has it, or {@link #FULL}. */
  int number(int memory) {
    BatchMemory piece = memories[memory];
    int i = 0;
    while (i < used && !piece.sharesBaseOf(memories[passed[i]])) {
      i++;
    }
    if (i == COUNT) {
      return FULL;
    }
    if (i == used) {
      passed[used] = memory;
      used++;
    }
    return piece.counted ? i + 1 : 0;
  }

  /** Calls the library for rows of the table that have these bases. */
  void call(MessageTable table, int from, int to) {
    table.call(from, to, segment(0), segment(1), segment(2), segment(3));
  }

  private MemorySegment segment(int index) {
    return index < used ? memories[passed[index]].segment() : MemorySegment.NULL;
  }

  /** Starts anew. */
  void reset() {
    used = 0;
  }
}
