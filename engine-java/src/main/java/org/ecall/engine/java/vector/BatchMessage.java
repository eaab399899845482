package org.ecall.engine.java.vector;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.ecall.engine.java.staging.Staging;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.LanePool;
import org.jspecify.annotations.Nullable;

/** A place for one message of a {@link VectorBatch}, used again and again. */
final class BatchMessage {

  private @Nullable VectorKey key;
  private boolean seals;
  private int nonceHigh;
  private long nonceLow;
  private MemorySegment aad = MemorySegment.NULL;
  private long aadOffset;
  private int aadLength;
  private MemorySegment in = MemorySegment.NULL;
  private long inOffset;
  private int length;
  private MemorySegment out = MemorySegment.NULL;
  private long outOffset;

  /** Whether it is still to be run. */
  private boolean awaited;

  private boolean succeeded;

  /** Where its blocks are prepared. */
  private int prepared;

  void set(boolean sealing, VectorKey messageKey, int high, long low) {
    seals = sealing;
    key = messageKey;
    nonceHigh = high;
    nonceLow = low;
    succeeded = false;
  }

  void setAad(MemorySegment segment, long offset, int size) {
    Objects.checkFromIndexSize(offset, size, segment.byteSize());
    aad = segment;
    aadOffset = offset;
    aadLength = size;
  }

  void setData(
      MemorySegment input, long inputOffset, int size, MemorySegment output, long outputOffset) {
    long sealedBytes = (long) size + AeadKey.TAG_SIZE_BYTES;
    Objects.checkFromIndexSize(inputOffset, seals ? size : sealedBytes, input.byteSize());
    Objects.checkFromIndexSize(outputOffset, seals ? sealedBytes : size, output.byteSize());
    in = input;
    inOffset = inputOffset;
    length = size;
    out = output;
    outOffset = outputOffset;
  }

  void await() {
    awaited = true;
  }

  /** The key of a message that is still to be run. */
  @Nullable VectorKey awaitedKey() {
    return awaited ? key : null;
  }

  boolean isOf(VectorKey other) {
    return awaited && other.equals(key);
  }

  void failIfOf(VectorKey other) {
    if (isOf(other)) {
      awaited = false;
      succeeded = false;
    }
  }

  /** Blocks that are prepared for it. */
  int blocks() {
    return Gcm.preparedBlocks(length);
  }

  /** Fills its counter blocks; the answer is where they end. */
  int prepare(Workspace space, int from) {
    prepared = from;
    Gcm.prepare(space, from, length, nonceHigh, nonceLow);
    return from + blocks();
  }

  /** Seals or opens. */
  void run(ExpandedKey expanded, Workspace space) {
    awaited = false;
    int inLength = seals ? length : length + AeadKey.TAG_SIZE_BYTES;
    int outLength = seals ? length + AeadKey.TAG_SIZE_BYTES : length;
    LanePool.Lane<Staging> lane = Staging.POOL.take();
    Staging staging = lane.object();
    try {
      staging.map(
          aad, aadOffset, aadLength, in, inOffset, inLength, out, outOffset, outLength);
      succeeded = run(expanded, space, staging);
      staging.out.copyBack(out, outOffset);
    } finally {
      if (seals) {
        staging.doneSealing();
      } else {
        staging.doneOpening();
      }
      Staging.POOL.give(lane);
    }
  }

  private boolean run(ExpandedKey expanded, Workspace space, Staging staging) {
    byte[] aadArray = staging.aad.array();
    int aadAt = staging.aad.offset();
    byte[] inArray = staging.in.array();
    int inAt = staging.in.offset();
    byte[] outArray = staging.out.array();
    int outAt = staging.out.offset();
    if (seals) {
      Gcm.seal(
          expanded,
          space,
          prepared,
          nonceHigh,
          nonceLow,
          aadArray,
          aadAt,
          aadLength,
          inArray,
          inAt,
          length,
          outArray,
          outAt);
      return true;
    }
    return Gcm.open(
        expanded,
        space,
        prepared,
        nonceHigh,
        nonceLow,
        aadArray,
        aadAt,
        aadLength,
        inArray,
        inAt,
        length,
        outArray,
        outAt);
  }

  boolean succeeded() {
    return succeeded;
  }

  /** Lets go of the key and of the memory. */
  void clear() {
    key = null;
    awaited = false;
    aad = MemorySegment.NULL;
    in = MemorySegment.NULL;
    out = MemorySegment.NULL;
    succeeded = false;
  }
}
