package org.ecall.engine.spi;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A place for one message of a {@link SequentialAeadBatch}, used again and again. */
final class SequentialMessage {

  private @Nullable AeadKey key;
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
  private boolean succeeded;

  SequentialMessage set(boolean sealing, AeadKey messageKey, int high, long low) {
    key = messageKey;
    seals = sealing;
    nonceHigh = high;
    nonceLow = low;
    succeeded = false;
    return this;
  }

  SequentialMessage setAad(MemorySegment segment, long offset, int size) {
    Objects.checkFromIndexSize(offset, size, segment.byteSize());
    aad = segment;
    aadOffset = offset;
    aadLength = size;
    return this;
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

  /** Seals or opens. A closed key is the result of this message, not the end of the batch. */
  void run() {
    AeadKey messageKey = key;
    if (messageKey == null) {
      throw new IllegalStateException("the message is not set");
    }
    try {
      if (seals) {
        messageKey.seal(
            nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
        succeeded = true;
      } else {
        succeeded =
            messageKey.open(
                nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
                outOffset);
      }
    } catch (KeyClosedException e) {
      succeeded = false;
    }
  }

  boolean succeeded() {
    return succeeded;
  }

  /** Lets go of the key and of the memory. */
  void clear() {
    key = null;
    aad = MemorySegment.NULL;
    in = MemorySegment.NULL;
    out = MemorySegment.NULL;
    succeeded = false;
  }
}
