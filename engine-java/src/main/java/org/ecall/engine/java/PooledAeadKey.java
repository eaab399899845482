package org.ecall.engine.java;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Function;
import org.ecall.engine.java.staging.ArrayAeadKey;
import org.ecall.engine.spi.LanePool;

/**
 * A key whose cipher objects are lent to threads. Everything ends in the methods over arrays, which
 * all libraries take. The lanes and the copy of the key live and die together.
 */
final class PooledAeadKey extends ArrayAeadKey {

  private final WipeableKey key;
  private final LanePool<CipherLane> lanes;

  /** Copies the key and expands it once, so that a key that the library refuses shows here. */
  PooledAeadKey(MemorySegment keySegment, Function<WipeableKey, CipherLane> newLane) {
    key = WipeableKey.copyOf(keySegment);
    lanes = new LanePool<>(() -> newLane.apply(key), CipherLane::wipe);
    try {
      lanes.give(lanes.take());
    } catch (RuntimeException | Error e) {
      key.destroy();
      throw e;
    }
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
    LanePool.Lane<CipherLane> lane = lanes.take();
    boolean intact = false;
    try {
      lane.object()
          .seal(
              nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
      intact = true;
    } finally {
      giveBack(lane, intact);
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
    LanePool.Lane<CipherLane> lane = lanes.take();
    boolean intact = false;
    boolean authentic = false;
    try {
      authentic =
          lane.object()
              .open(
                  nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
                  outOffset);
      intact = true;
      return authentic;
    } finally {
      if (!authentic) {
        Arrays.fill(out, outOffset, outOffset + length, (byte) 0);
      }
      giveBack(lane, intact);
    }
  }

  /** A cipher object that threw may be in any state: it is not lent again. */
  private void giveBack(LanePool.Lane<CipherLane> lane, boolean intact) {
    if (intact) {
      lanes.give(lane);
    } else {
      lanes.discard(lane);
    }
  }

  @Override
  public void close() {
    lanes.close();
    key.destroy();
  }
}
