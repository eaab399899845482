package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;

/**
 * What one thread at a time needs of a library to seal and open under one key. Ranges have been
 * checked; overlap is as {@link org.ecall.engine.spi.AeadKey} says. A lane that threw is not used
 * again.
 *
 * <p>There is each method twice, so that segments which wrap arrays are made where the library is
 * called: handed from method to method they would be garbage wherever one is not inlined.
 */
interface SystemLane {

  void seal(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset);

  void seal(
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadLength,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset);

  /**
   * Whether the tag matches; if not, or if this throws, the caller wipes the output, whatever the
   * library left there.
   */
  boolean open(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset);

  /** As with arrays. */
  boolean open(
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadLength,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset);

  /** Wipes and frees what it holds. */
  void close();
}
