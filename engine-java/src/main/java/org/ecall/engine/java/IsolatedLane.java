package org.ecall.engine.java;

import org.ecall.engine.java.staging.Staging;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.LanePool;

/**
 * Keeps the arrays of callers from a library that treats arrays as a whole. Conscrypt's native code
 * copies input and output arrays from end to end and writes the latter back, over what other
 * threads wrote beside the range meanwhile; and when a tag does not match it wipes everything
 * behind the start of the output. So it gets arrays that hold one message and nothing else.
 */
final class IsolatedLane implements CipherLane {

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
      staging.in.own(length);
      staging.out.own(sealedLength);
      byte[] ownIn = staging.in.array();
      byte[] ownOut = staging.out.array();
      System.arraycopy(in, inOffset, ownIn, 0, length);
      inner.seal(nonceHigh, nonceLow, aad, aadOffset, aadLength, ownIn, 0, length, ownOut, 0);
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
      staging.in.own(sealedLength);
      staging.out.own(length);
      byte[] ownIn = staging.in.array();
      byte[] ownOut = staging.out.array();
      System.arraycopy(in, inOffset, ownIn, 0, sealedLength);
      if (!inner.open(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, ownIn, 0, length, ownOut, 0)) {
        return false;
      }
      System.arraycopy(ownOut, 0, out, outOffset, length);
      return true;
    } finally {
      staging.doneOpening();
      Staging.POOL.give(lane);
    }
  }

  @Override
  public void wipe() {
    inner.wipe();
  }
}
