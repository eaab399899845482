package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;

/**
 * Sees to it that the segments around arrays, which the linker asks for in every call, are never
 * made, nor slices of them.
 *
 * <p>C2 leaves them out where it takes {@link MemorySegment#ofArray(byte[])} in line, and all that
 * stands behind it; the latter only if a profile of {@code ofArray} says how often it is called.
 * HotSpot goes without a profile for so simple a method when its compilers are busy at the moment
 * that it becomes hot, as they are when a process begins to work. Frames compiled in that moment
 * allocated 72 bytes for each array and 40 for each slice, as long as the process lived: one
 * process in ten with whole arrays, one in three with slices. So these methods are made hot before
 * there is work to do.
 */
final class ArraySegments {

  /**
   * Several times what HotSpot asks of a method for compiling it with a profile (200 calls, more
   * with methods waiting) and then for believing that profile (1,000); takes about a millisecond.
   */
  private static final int CALLS = 5_000;

  static {
    byte[] any = {};
    for (int i = 0; i < CALLS; i++) {
      MemorySegment.ofArray(any).asSlice(0, 0);
    }
  }

  private ArraySegments() {}

  /** To be called by the initializer of a class that passes arrays to the linker. */
  static void prepare() {
    // Done when this class was initialized, once.
  }
}
