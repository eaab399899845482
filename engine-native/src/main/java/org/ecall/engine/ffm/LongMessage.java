package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;

/** A message of a batch that is too long to share a call; used again and again. */
final class LongMessage {

  private boolean set;
  private boolean seals;
  private int nonceHigh;
  private long nonceLow;
  private long size;
  private MemorySegment aad = MemorySegment.NULL;
  private MemorySegment in = MemorySegment.NULL;
  private MemorySegment out = MemorySegment.NULL;

  /** Takes ranges of the memory that a batch has in use; they have been checked. */
  void set(
      boolean sealing,
      int high,
      long low,
      BatchCalls memory,
      long aadOffset,
      int aadSize,
      long inOffset,
      int sizeBytes,
      long outOffset) {
    set = true;
    seals = sealing;
    nonceHigh = high;
    nonceLow = low;
    size = sizeBytes;
    long sealedBytes = size + AeadKey.TAG_SIZE_BYTES;
    aad = memory.aad().segment().asSlice(aadOffset, aadSize);
    in = memory.in().segment().asSlice(inOffset, sealing ? size : sealedBytes);
    out = memory.out().segment().asSlice(outOffset, sealing ? sealedBytes : size);
  }

  /** Whether there is a message here. */
  boolean isSet() {
    return set;
  }

  /** Seals or opens; false if it is not authentic or the key was closed. */
  boolean run(NativeKey key) {
    try {
      if (seals) {
        key.seal(nonceHigh, nonceLow, aad, 0, aad.byteSize(), in, 0, size, out, 0);
        return true;
      }
      return key.open(nonceHigh, nonceLow, aad, 0, aad.byteSize(), in, 0, size, out, 0);
    } catch (KeyClosedException e) {
      return false;
    }
  }

  /** Lets go of the memory. */
  void clear() {
    set = false;
    aad = MemorySegment.NULL;
    in = MemorySegment.NULL;
    out = MemorySegment.NULL;
  }
}
