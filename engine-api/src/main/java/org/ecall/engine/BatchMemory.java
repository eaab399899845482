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

  /** Number of the scratch buffer. */
  static final int SCRATCH = 0;

  private static final int PIECES_PER_FRAME = 2;

  private final ArrayViews views;
  private final Scratch scratch = new Scratch();

  /** The array of a piece; null for a segment of the embedder's. */
  private final byte[] @Nullable [] arrays;

  private final MemorySegment[] segments;
  private int used = 1;

  BatchMemory(int frames) {
    views = new ArrayViews(frames);
    arrays = new byte[1 + frames * PIECES_PER_FRAME][];
    segments = new MemorySegment[1 + frames * PIECES_PER_FRAME];
    Arrays.fill(segments, MemorySegment.NULL);
  }

  /** The scratch buffer. */
  Scratch scratch() {
    return scratch;
  }

  /** Makes room in the scratch buffer; what was in it is lost. */
  void reserveScratch(int sizeBytes) {
    scratch.reserve(sizeBytes);
    arrays[SCRATCH] = scratch.bytes();
    segments[SCRATCH] = scratch.segment();
  }

  /** Number of an array; {@code latest} is that of the frame before, which is tried first. */
  int numberOf(byte[] array, int latest) {
    return latest < used && arrays[latest] == array ? latest : add(array);
  }

  private int add(byte[] array) {
    int number = used++;
    if (arrays[number] != array) {
      arrays[number] = array;
      segments[number] = views.of(array);
    }
    return number;
  }

  /** Number of a segment; {@code latest} is that of the frame before, which is tried first. */
  int numberOf(MemorySegment segment, int latest) {
    return latest < used && segments[latest] == segment ? latest : add(segment);
  }

  /** Number of an array or a segment. */
  int numberOf(Object memory, int latest) {
    return memory instanceof byte[] array
        ? numberOf(array, latest)
        : numberOf((MemorySegment) memory, latest);
  }

  private int add(MemorySegment segment) {
    int number = used++;
    if (segments[number] != segment) {
      arrays[number] = null;
      segments[number] = segment;
    }
    return number;
  }

  /** The array of a piece; null if only its segment is known. */
  byte @Nullable [] array(int number) {
    return arrays[number];
  }

  MemorySegment segment(int number) {
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
    used = 1;
  }
}
