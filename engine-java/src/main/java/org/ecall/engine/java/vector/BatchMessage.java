package org.ecall.engine.java.vector;

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
  private final BatchMemory aad = new BatchMemory();
  private long aadOffset;
  private int aadLength;
  private final BatchMemory in = new BatchMemory();
  private long inOffset;
  private int length;
  private final BatchMemory out = new BatchMemory();
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

  void setAad(BatchMemory memory, long offset, int size) {
    Objects.checkFromIndexSize(offset, size, memory.segment.byteSize());
    aad.set(memory);
    aadOffset = offset;
    aadLength = size;
  }

  void setData(
      BatchMemory input, long inputOffset, int size, BatchMemory output, long outputOffset) {
    long sealedBytes = (long) size + AeadKey.TAG_SIZE_BYTES;
    Objects.checkFromIndexSize(inputOffset, seals ? size : sealedBytes, input.segment.byteSize());
    Objects.checkFromIndexSize(outputOffset, seals ? sealedBytes : size, output.segment.byteSize());
    in.set(input);
    inOffset = inputOffset;
    length = size;
    out.set(output);
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

  /** Whether running it makes further blocks, in place of all that are prepared. */
  boolean needsMoreBlocks() {
    return !Gcm.isPreparedInFull(length);
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
    byte[] aadArray = aad.array;
    byte[] inArray = in.array;
    byte[] outArray = out.array;
    if (aadArray != null && inArray != null && outArray != null) {
      succeeded =
          run(
              expanded,
              space,
              aadArray,
              aad.at(aadOffset),
              inArray,
              in.at(inOffset),
              outArray,
              out.at(outOffset));
    } else {
      runStaged(expanded, space);
    }
  }

  private void runStaged(ExpandedKey expanded, Workspace space) {
    int inLength = seals ? length : length + AeadKey.TAG_SIZE_BYTES;
    int outLength = seals ? length + AeadKey.TAG_SIZE_BYTES : length;
    LanePool.Lane<Staging> lane = Staging.POOL.take();
    Staging staging = lane.object();
    try {
      staging.map(
          aad.segment,
          aadOffset,
          aadLength,
          in.segment,
          inOffset,
          inLength,
          out.segment,
          outOffset,
          outLength);
      succeeded =
          run(
              expanded,
              space,
              staging.aad.array(),
              staging.aad.offset(),
              staging.in.array(),
              staging.in.offset(),
              staging.out.array(),
              staging.out.offset());
      staging.out.copyBack(out.segment, outOffset);
    } finally {
      if (seals) {
        staging.doneSealing();
      } else {
        staging.doneOpening();
      }
      Staging.POOL.give(lane);
    }
  }

  private boolean run(
      ExpandedKey expanded,
      Workspace space,
      byte[] aadArray,
      int aadAt,
      byte[] inArray,
      int inAt,
      byte[] outArray,
      int outAt) {
    if (seals) {
      Gcm.seal(
          expanded, space, prepared, nonceHigh, nonceLow, aadArray, aadAt, aadLength, inArray, inAt,
          length, outArray, outAt);
      return true;
    }
    return Gcm.open(
        expanded, space, prepared, nonceHigh, nonceLow, aadArray, aadAt, aadLength, inArray, inAt,
        length, outArray, outAt);
  }

  boolean succeeded() {
    return succeeded;
  }

  /** Lets go of the key and of the memory. */
  void clear() {
    key = null;
    awaited = false;
    aad.clear();
    in.clear();
    out.clear();
    succeeded = false;
  }
}
