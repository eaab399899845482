package org.ecall.engine;

import java.util.Objects;
import org.ecall.engine.nonce.FrameCounter;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a {@link FrameBatch} that follow each other and have sealer and memory in common; a
 * frame that needs the scratch buffer is alone. Used again and again; a reference that stays the
 * same is not written again, because collectors want to know of every one that is.
 */
@SuppressWarnings("ReferenceEquality") // the same sealer and memory are the question
final class SealGroup {

  /** Accepts no frame. */
  static final SealGroup NONE = new SealGroup();

  private static final int NO_COPY = -1;

  private @Nullable FrameSealer sealer;
  private @Nullable Object inMemory;
  private @Nullable Object outMemory;

  /** Numbers of the first frame and of the one behind the last. */
  int from;

  int to;

  /** What the frames take from the budget. */
  long blocks;

  /** Pieces of the batch's memory. */
  int in;

  int out;

  /** Of a frame that is alone. */
  byte[] metadata = FrameSealer.NO_METADATA;

  private int copyAt;

  /** Where in the scratch buffer the additional data is joined, if there is metadata. */
  int aadAt;

  private @Nullable SendKey key;

  /**
   * What counters were taken for last: only as many frames may be sealed as there are counters,
   * even if somebody adds to the group meanwhile, which is forbidden.
   */
  long firstCtr;

  int firstNumbered;
  int endNumbered;

  /** Creates an empty group. */
  SealGroup() {}

  /**
   * Begins with a frame; {@link #place} and, for a frame that is alone, {@link #reserve} follow.
   */
  void begin(FrameSealer by, Object input, Object output, int frame) {
    if (sealer != by) {
      sealer = by;
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
    from = frame;
    to = frame;
    blocks = 0;
  }

  void place(int input, int output) {
    in = input;
    out = output;
  }

  /** Reserves what its only frame needs of the scratch buffer; the answer is how far it is used. */
  int reserve(int copyBytes, byte[] frameMetadata, int used) {
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
  boolean accepts(FrameSealer by, Object input, Object output) {
    return sealer == by && inMemory == input && outMemory == output;
  }

  /** Takes another frame in, which follows those that it has. */
  void grow(int frame, long frameBlocks) {
    to = frame + 1;
    blocks += frameBlocks;
    if (blocks > FrameCounter.MOST_BLOCKS / 2) {
      end();
    }
  }

  /** Accepts no other frame. */
  private void end() {
    outMemory = null;
  }

  FrameSealer sealer() {
    return Objects.requireNonNull(sealer);
  }

  /** Where its only frame's input is to be copied to; negative if it stays where it is. */
  int copyAt() {
    return copyAt;
  }

  /** The input has been copied. */
  void copied() {
    in = BatchMemory.SCRATCH;
    copyAt = NO_COPY;
  }

  /** What the frames of the current pass are sealed with. */
  SendKey key() {
    return Objects.requireNonNull(key);
  }

  /** Frames have counters of a key from the given one on. */
  void use(SendKey current, long ctr, int first, int end) {
    if (key != current) {
      key = current;
    }
    firstCtr = ctr;
    firstNumbered = first;
    endNumbered = end;
  }
}
