package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;

/** The segments that a batch has looked into last, so that it need not do so again. */
final class BatchMemories {

  private static final int COUNT = 8;

  private final BatchMemory[] memories = new BatchMemory[COUNT];
  private int next;

  BatchMemories() {
    for (int i = 0; i < COUNT; i++) {
      memories[i] = new BatchMemory();
    }
  }

  /** What is known of a segment; stays so until the next call. */
  BatchMemory of(MemorySegment segment) {
    for (BatchMemory memory : memories) {
      if (memory.isOf(segment)) {
        return memory;
      }
    }
    BatchMemory memory = memories[next];
    next = (next + 1) % COUNT;
    memory.look(segment);
    return memory;
  }

  /** Lets go of all memory. */
  void clear() {
    for (BatchMemory memory : memories) {
      memory.clear();
    }
  }
}
