package org.ecall.engine;

import org.ecall.engine.header.FrameHeader;

/**
 * Where a frame of a {@link FrameBatch} lies: in pieces of its {@link BatchMemory}. Used again and
 * again; a reference that stays the same is not written again, because collectors want to know of
 * every one that is.
 */
@SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
abstract class BatchedFrame {

  private static final int NONE = -1;

  private static final byte[] NO_METADATA = {};

  private int in;
  private long inOffset;
  private int lengthBytes;
  private int out;
  private long outOffset;
  private byte[] metadata = NO_METADATA;

  /** Where in the scratch buffer the input is copied to, if the output overlaps it. */
  private int copyAt;

  /** Where in the scratch buffer the additional data is joined, if there is metadata. */
  private int aadAt;

  /** For {@link BatchedSeal} and {@link BatchedOpen}. */
  BatchedFrame() {}

  /** Remembers where a frame lies. The ranges have been checked. */
  final void place(int input, long inputOffset, int length, int output, long outputOffset) {
    in = input;
    inOffset = inputOffset;
    lengthBytes = length;
    out = output;
    outOffset = outputOffset;
  }

  /** Reserves what the frame needs of the scratch buffer; the answer is how far that is used. */
  final int reserve(boolean overlaps, byte[] frameMetadata, int used) {
    if (metadata != frameMetadata) {
      metadata = frameMetadata;
    }
    int next = used;
    copyAt = NONE;
    if (overlaps) {
      copyAt = next;
      next = Scratch.plus(next, lengthBytes);
    }
    if (frameMetadata.length != 0) {
      aadAt = next;
      next = Scratch.plus(next, FrameHeader.MAX_SIZE_BYTES + frameMetadata.length);
    }
    return next;
  }

  /** Saves an input that the output overlaps. Once for each run, before anything is written. */
  final void saveInput(BatchMemory memory) {
    if (copyAt != NONE) {
      memory.scratch().put(copyAt, memory.segment(in), inOffset, lengthBytes);
      in = BatchMemory.SCRATCH;
      inOffset = copyAt;
    }
  }

  final int in() {
    return in;
  }

  final long inOffset() {
    return inOffset;
  }

  final int lengthBytes() {
    return lengthBytes;
  }

  final int out() {
    return out;
  }

  final long outOffset() {
    return outOffset;
  }

  final byte[] metadata() {
    return metadata;
  }

  final int aadAt() {
    return aadAt;
  }
}
