package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadKey;

/** A key of another backend. */
final class OtherKey implements AeadKey {

  @Override
  public void seal(
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadLength,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset) {
    throw new AssertionError("used");
  }

  @Override
  public boolean open(
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadLength,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset) {
    throw new AssertionError("used");
  }

  @Override
  public void close() {}
}
