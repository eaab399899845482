package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadKey;

/** Stands where no admissible backend is left; whoever uses it is told why. */
record NoKey(String why) implements AeadKey {

  /** Before the key is expanded, when nobody can use it. */
  static final AeadKey NOT_YET = new NoKey("the key is not expanded yet");

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
    throw new BackendUnavailableException(why);
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
    throw new BackendUnavailableException(why);
  }

  @Override
  public void close() {}
}
