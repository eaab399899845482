package org.ecall.jmh;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Memory outside the heap, in both forms that interfaces ask for. */
record DirectMemory(ByteBuffer buffer, MemorySegment segment) {

  static DirectMemory ofBytes(int sizeBytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(sizeBytes);
    return new DirectMemory(buffer, MemorySegment.ofBuffer(buffer));
  }

  /** The buffer, from its start to a limit. */
  ByteBuffer upTo(int limitBytes) {
    return buffer.clear().limit(limitBytes);
  }
}
