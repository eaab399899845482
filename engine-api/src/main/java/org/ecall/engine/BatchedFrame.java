package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadBackend;

/**
 * Where a frame of a {@link FrameBatch} lies. Used again and again; a reference that stays the same
 * is not written again, because collectors want to know of every one that is.
 */
@SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
abstract class BatchedFrame {

  private static final int NONE = -1;

  private final BatchMemory memory;
  private final AeadBackend backend;
  private int in;
  private long inOffset;
  private int lengthBytes;
  private int out;
  private long outOffset;
  private byte[] metadata = {};

  /** Where in the scratch buffer the input is copied to, if the output overlaps it. */
  private int copyAt;

  /** Where in the scratch buffer the additional data is joined, if there is metadata. */
  private int aadAt;

  /** For {@link BatchedSeal} and {@link BatchedOpen}. */
  BatchedFrame(BatchMemory memory, AeadBackend backend) {
    this.memory = memory;
    this.backend = backend;
  }

  /** Whose key the batch needs. */
  final AeadBackend backend() {
    return backend;
  }

  /**
   * Remembers where a frame lies, in pieces of the batch's memory. The ranges have been checked.
   */
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
      next = Scratch.plus(next, FrameSealer.MAX_OVERHEAD_BYTES + frameMetadata.length);
    }
    return next;
  }

  /** Saves an input that the output overlaps. Once for each run, before anything is written. */
  final void saveInput(Scratch scratch) {
    if (copyAt != NONE) {
      scratch.put(copyAt, memory.get(in), inOffset, lengthBytes);
    }
  }

  final MemorySegment input(Scratch scratch) {
    return copyAt == NONE ? memory.get(in) : scratch.segment();
  }

  final long inputOffset() {
    return copyAt == NONE ? inOffset : copyAt;
  }

  final int lengthBytes() {
    return lengthBytes;
  }

  final MemorySegment out() {
    return memory.get(out);
  }

  final long outOffset() {
    return outOffset;
  }

  /** Joins {@code header ‖ metadata} where there is any; the answer is the size of both. */
  final int prepareAad(MemorySegment header, long offset, int headerBytes, Scratch scratch) {
    if (metadata.length != 0) {
      scratch.put(aadAt, header, offset, headerBytes);
      scratch.put(aadAt + headerBytes, metadata);
    }
    return headerBytes + metadata.length;
  }

  /** What holds the additional data: the scratch buffer, or what holds the header. */
  final MemorySegment aad(MemorySegment header, Scratch scratch) {
    return metadata.length == 0 ? header : scratch.segment();
  }

  final long aadOffset(long headerOffset) {
    return metadata.length == 0 ? headerOffset : aadAt;
  }
}
