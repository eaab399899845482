package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
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

  /** The segment of a piece; null for an array that nobody has asked the segment of. */
  private final @Nullable MemorySegment[] segments;

  private int used = 1;

  BatchMemory(int frames) {
    views = new ArrayViews(frames);
    arrays = new byte[1 + frames * PIECES_PER_FRAME][];
    segments = new MemorySegment[1 + frames * PIECES_PER_FRAME];
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
      segments[number] = null;
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
    MemorySegment segment = segments[number];
    return segment != null ? segment : view(number);
  }

  private MemorySegment view(int number) {
    MemorySegment view = views.of(Objects.requireNonNull(arrays[number]));
    segments[number] = view;
    return view;
  }

  /** Whether the calling thread may access all of it. */
  boolean isUsable() {
    for (int i = 0; i < used; i++) {
      MemorySegment segment = segments[i];
      if (segment != null && !BackendFailure.isUsable(segment)) {
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
