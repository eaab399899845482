package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of memory that the frames of a batch lie in, each once where frames that follow each
 * other share it. Frames have their numbers: collectors want to know of every reference that is
 * written, which would cost more than all else that adding a frame takes. One thread at a time.
 */
@SuppressWarnings({"ReferenceEquality", "MemorySegmentReferenceEquality"}) // pieces, not contents
final class BatchMemory {

  private static final int PIECES_PER_FRAME = 2;

  private final ArrayViews views;

  /** The array of a piece; null for a segment of the embedder's. */
  private final byte[] @Nullable [] arrays;

  private final MemorySegment[] segments;
  private int used;

  BatchMemory(int frames) {
    views = new ArrayViews(frames);
    arrays = new byte[frames * PIECES_PER_FRAME][];
    segments = new MemorySegment[frames * PIECES_PER_FRAME];
    Arrays.fill(segments, MemorySegment.NULL);
  }

  /** Number of an array; {@code latest} is that of the frame before, which is tried first. */
  int numberOf(byte[] array, int latest) {
    if (latest < used && arrays[latest] == array) {
      return latest;
    }
    int number = used++;
    if (arrays[number] != array) {
      arrays[number] = array;
      segments[number] = views.of(array);
    }
    return number;
  }

  /** Number of a segment; {@code latest} is that of the frame before, which is tried first. */
  int numberOf(MemorySegment segment, int latest) {
    if (latest < used && segments[latest] == segment) {
      return latest;
    }
    int number = used++;
    if (segments[number] != segment) {
      arrays[number] = null;
      segments[number] = segment;
    }
    return number;
  }

  MemorySegment get(int number) {
    return segments[number];
  }

  /** Whether the calling thread may access all of it. */
  boolean isUsable() {
    for (int i = 0; i < used; i++) {
      if (!BackendFailure.isUsable(segments[i])) {
        return false;
      }
    }
    return true;
  }

  /** Forgets the numbers, and remembers the pieces to recognise them. */
  void clear() {
    used = 0;
  }
}
