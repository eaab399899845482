package org.ecall.engine.contract;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The kinds of memory in which an embedder may hold a frame. */
enum MemoryKind {
  HEAP_BYTES {
    @Override
    MemorySegment allocate(int size) {
      return MemorySegment.ofArray(new byte[size + 8]).asSlice(5, size);
    }
  },
  HEAP_LONGS {
    @Override
    MemorySegment allocate(int size) {
      return MemorySegment.ofArray(new long[size / Long.BYTES + 2]).asSlice(3, size);
    }
  },
  NATIVE_OF_THIS_THREAD {
    @Override
    MemorySegment allocate(int size) {
      return Arena.ofConfined().allocate(size + 8).asSlice(7, size);
    }
  },
  NATIVE_SHARED {
    @Override
    MemorySegment allocate(int size) {
      return Arena.ofShared().allocate(size + 8).asSlice(1, size);
    }
  },
  NATIVE_COLLECTED {
    @Override
    MemorySegment allocate(int size) {
      return Arena.ofAuto().allocate(size + 8).asSlice(2, size);
    }
  };

  /** Memory of this kind; what an arena of a few bytes holds is left to the end of the process. */
  abstract MemorySegment allocate(int size);

  MemorySegment holding(byte[] bytes) {
    MemorySegment segment = allocate(bytes.length);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }
}
