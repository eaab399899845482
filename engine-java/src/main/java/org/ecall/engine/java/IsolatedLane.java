package org.ecall.engine.java;

import org.ecall.engine.java.staging.StagedRange;
import org.ecall.engine.java.staging.Staging;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.LanePool;

/**
 * Keeps the arrays of callers from a library that treats arrays as a whole. Conscrypt's native code
 * copies input and output arrays from end to end and writes the latter back, over what other
 * threads wrote beside the range meanwhile; and when a tag does not match it wipes everything
 * behind the start of the output. So what it writes are arrays that hold one message and nothing
 * else. What it reads is the caller's array, unless copying that from end to end takes longer than
 * copying the message and wiping the copy.
 */
final class IsolatedLane implements CipherLane {

  /** How many times as long as the message an input array may be to be read as it is. */
  private static final int MOST_TIMES_LONGER = 3;

  private final CipherLane inner;

  IsolatedLane(CipherLane inner) {
    this.inner = inner;
  }

  @Override
  public void seal(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    LanePool.Lane<Staging> lane = Staging.POOL.take();
    Staging staging = lane.object();
    try {
      int sealedLength = length + AeadKey.TAG_SIZE_BYTES;
      read(staging.in, in, inOffset, length);
      staging.out.own(sealedLength);
      byte[] ownOut = staging.out.array();
      byte[] input = staging.in.array();
      int from = staging.in.offset();
      inner.seal(nonceHigh, nonceLow, aad, aadOffset, aadLength, input, from, length, ownOut, 0);
      System.arraycopy(ownOut, 0, out, outOffset, sealedLength);
    } finally {
      staging.doneSealing();
      Staging.POOL.give(lane);
    }
  }

  @Override
  public boolean open(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    LanePool.Lane<Staging> lane = Staging.POOL.take();
    Staging staging = lane.object();
    try {
      int sealedLength = length + AeadKey.TAG_SIZE_BYTES;
      read(staging.in, in, inOffset, sealedLength);
      staging.out.own(length);
      byte[] ownOut = staging.out.array();
      byte[] input = staging.in.array();
      int from = staging.in.offset();
      if (!inner.open(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, input, from, length, ownOut, 0)) {
        return false;
      }
      System.arraycopy(ownOut, 0, out, outOffset, length);
      return true;
    } finally {
      staging.doneOpening();
      Staging.POOL.give(lane);
    }
  }

  private static void read(StagedRange range, byte[] in, int inOffset, int length) {
    if (in.length / MOST_TIMES_LONGER > length) {
      range.own(length);
      System.arraycopy(in, inOffset, range.array(), 0, length);
    } else {
      range.use(in, inOffset, length);
    }
  }

  @Override
  public void wipe() {
    inner.wipe();
  }
}
