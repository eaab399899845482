package org.ecall.engine.java.vector;

import java.lang.foreign.MemorySegment;

/**
 * Memory that messages of a batch share: looking into its segments costs more than adding a
 * message, and messages that follow each other mostly lie in the same ones.
 */
final class BatchMemory {

  final BatchSegment aad = new BatchSegment();
  final BatchSegment in = new BatchSegment();
  final BatchSegment out = new BatchSegment();

  private boolean hasArrays;

  void set(MemorySegment newAad, MemorySegment newIn, MemorySegment newOut) {
    aad.set(newAad);
    in.set(newIn);
    out.set(newOut);
    hasArrays = aad.array != null && in.array != null && out.array != null;
  }

  /** Whether all three can be reached as arrays; else messages are copied. */
  boolean hasArrays() {
    return hasArrays;
  }

  void clear() {
    aad.clear();
    in.clear();
    out.clear();
    hasArrays = false;
  }
}
