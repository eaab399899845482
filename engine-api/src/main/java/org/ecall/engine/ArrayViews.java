package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Segments over arrays, made once for each array and found again while it stays in use: what a
 * batch keeps cannot be left to the compiler to remove. An array that is not remembered pushes
 * another one out. One thread at a time.
 */
@SuppressWarnings("ReferenceEquality") // the same array is the question, not equal contents
final class ArrayViews {

  /** Arrays that share a place before one of them has to go. */
  private static final int WAYS = 4;

  /** Places for each frame of a batch: its arrays are of pools that have more of them. */
  private static final int PLACES_PER_FRAME = 4;

  private static final int MOST_PLACES = 1 << 12;

  private final byte[] @Nullable [] arrays;
  private final @Nullable MemorySegment[] views;
  private final int placeMask;
  private int oldest;

  ArrayViews(int frames) {
    int places = Integer.highestOneBit(Math.min(frames, MOST_PLACES)) * PLACES_PER_FRAME;
    placeMask = places - 1;
    arrays = new byte[places * WAYS][];
    views = new MemorySegment[places * WAYS];
  }

  MemorySegment of(byte[] array) {
    int first = (System.identityHashCode(array) & placeMask) * WAYS;
    for (int i = first; i < first + WAYS; i++) {
      MemorySegment view = views[i];
      if (view != null && arrays[i] == array) {
        return view;
      }
    }
    int at = first + (oldest++ & (WAYS - 1));
    MemorySegment view = MemorySegment.ofArray(array);
    arrays[at] = array;
    views[at] = view;
    return view;
  }
}
