package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.ecall.engine.spi.MessageRanges;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a {@link FrameBatch} that follow each other and have sealer or opener and memory in
 * common; a frame that needs the scratch buffer is alone. Used again and again; a reference that
 * stays the same is not written again, because collectors want to know of every one that is.
 *
 * @param <O> sealer or opener
 */
@SuppressWarnings("ReferenceEquality") // the same owner and memory are the question
class FrameGroup<O> {

  private static final int NO_COPY = -1;

  private @Nullable O owner;
  private @Nullable Object inMemory;
  private @Nullable Object outMemory;

  /** Numbers of the first frame and of the one behind the last. */
  int from;

  int to;

  /** Pieces of the batch's memory. */
  int in;

  int out;

  /** Of a frame that is alone. */
  byte[] metadata = FrameSealer.NO_METADATA;

  private int copyAt;

  /** Whether its frames cannot be messages of a pass. */
  private boolean leftAlone;

  /** Where in the scratch buffer the additional data is joined, if there is metadata. */
  int aadAt;

  /** Creates an empty group. */
  FrameGroup() {}

  /** Begins with a frame; {@link #place} and {@link #reserve} follow. */
  void begin(O by, Object input, Object output, int frame) {
    if (owner != by) {
      owner = by;
    }
    if (inMemory != input) {
      inMemory = input;
    }
    if (outMemory != output) {
      outMemory = output;
    }
    if (metadata.length != 0) {
      metadata = FrameSealer.NO_METADATA;
    }
    copyAt = NO_COPY;
    leftAlone = false;
    from = frame;
    to = frame;
  }

  void place(int input, int output) {
    in = input;
    out = output;
  }

  /**
   * Reserves what the first frame needs of the scratch buffer, and then it is alone; the answer is
   * how far the buffer is used.
   */
  int reserve(int copyBytes, byte[] frameMetadata, int used) {
    if (copyBytes == 0 && frameMetadata.length == 0) {
      return used;
    }
    int next = used;
    end();
    if (copyBytes != 0) {
      copyAt = next;
      next = Scratch.plus(next, copyBytes);
    }
    if (frameMetadata.length != 0) {
      metadata = frameMetadata;
      aadAt = next;
      next = Scratch.plus(next, FrameSealer.MAX_OVERHEAD_BYTES + frameMetadata.length);
    }
    return next;
  }

  /** Whether the next frame belongs to it, if that needs no scratch buffer. */
  final boolean accepts(O by, Object input, Object output) {
    return owner == by && inMemory == input && outMemory == output;
  }

  /** Accepts no other frame. */
  final void end() {
    outMemory = null;
  }

  /**
   * Whether its frames are to be sealed or opened one by one.
   *
   * @param leastTogether how many it takes that a pass is worth it
   */
  final boolean isAlone(int leastTogether) {
    return leftAlone || to - from < leastTogether;
  }

  /** Has its frames sealed or opened one by one. */
  final void leaveAlone() {
    leftAlone = true;
  }

  /** Who seals or opens the frames. */
  final O owner() {
    return Objects.requireNonNull(owner);
  }

  /** Saves the input of its only frame, if the output overlaps it. */
  final void saveInput(BatchMemory memory, MessageRanges ranges) {
    if (copyAt != NO_COPY) {
      MemorySegment input = memory.segment(in);
      memory.scratch().put(copyAt, input, ranges.inOffset(from), ranges.length(from));
      ranges.moveInput(from, copyAt);
      in = BatchMemory.SCRATCH;
      copyAt = NO_COPY;
    }
  }
}
