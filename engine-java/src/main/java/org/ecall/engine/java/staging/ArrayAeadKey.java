package org.ecall.engine.java.staging;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.LanePool;

/** A key that works on arrays: messages that lie elsewhere are staged. */
public abstract class ArrayAeadKey implements AeadKey {

  /** For subclasses. */
  protected ArrayAeadKey() {}

  @Override
  public final void seal(
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
    LanePool.Lane<Staging> lane = Staging.POOL.take();
    Staging staging = lane.object();
    try {
      staging.map(
          aad, aadOffset, aadLength, in, inOffset, length, out, outOffset, length + TAG_SIZE_BYTES);
      seal(
          nonceHigh,
          nonceLow,
          staging.aad.array(),
          staging.aad.offset(),
          staging.aad.size(),
          staging.in.array(),
          staging.in.offset(),
          staging.in.size(),
          staging.out.array(),
          staging.out.offset());
      staging.out.copyBack(out, outOffset);
    } finally {
      staging.doneSealing();
      Staging.POOL.give(lane);
    }
  }

  @Override
  public final boolean open(
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
    LanePool.Lane<Staging> lane = Staging.POOL.take();
    Staging staging = lane.object();
    try {
      staging.map(
          aad, aadOffset, aadLength, in, inOffset, length + TAG_SIZE_BYTES, out, outOffset, length);
      boolean authentic =
          open(
              nonceHigh,
              nonceLow,
              staging.aad.array(),
              staging.aad.offset(),
              staging.aad.size(),
              staging.in.array(),
              staging.in.offset(),
              staging.out.size(),
              staging.out.array(),
              staging.out.offset());
      staging.out.copyBack(out, outOffset);
      return authentic;
    } finally {
      staging.doneOpening();
      Staging.POOL.give(lane);
    }
  }
}
