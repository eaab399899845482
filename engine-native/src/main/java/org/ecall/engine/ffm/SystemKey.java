package org.ecall.engine.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.LanePool;

/**
 * A key in native memory and the lanes that use it. The library reaches both by address, which
 * nothing in the JVM guards: every call borrows a lane, and closing waits until all are back.
 */
final class SystemKey implements AeadKey {

  private final Arena arena = Arena.ofShared();
  private final MemorySegment secret;
  private final LanePool<SystemLane> lanes;

  /**
   * Sets a key up, and a first lane, so that a key which the library refuses shows here.
   *
   * @param size of the secret in bytes
   * @param alignment of the secret in bytes
   * @param fill writes the secret
   * @param newLane makes a lane that uses the secret
   */
  SystemKey(
      long size,
      long alignment,
      Consumer<MemorySegment> fill,
      Function<MemorySegment, SystemLane> newLane) {
    secret = arena.allocate(size, alignment);
    lanes = new LanePool<>(() -> newLane.apply(secret), SystemLane::close);
    try {
      fill.accept(secret);
      lanes.give(lanes.take());
    } catch (RuntimeException | Error e) {
      wipe();
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
    Objects.checkFromIndexSize(aadOffset, aadLength, aad.length);
    Objects.checkFromIndexSize(inOffset, length, in.length);
    Objects.checkFromIndexSize(outOffset, length + TAG_SIZE_BYTES, out.length);
    LanePool.Lane<SystemLane> lane = lanes.take();
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
    Objects.checkFromIndexSize(aadOffset, aadLength, aad.byteSize());
    Objects.checkFromIndexSize(inOffset, length, in.byteSize());
    Objects.checkFromIndexSize(outOffset, length + TAG_SIZE_BYTES, out.byteSize());
    LanePool.Lane<SystemLane> lane = lanes.take();
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
    Objects.checkFromIndexSize(aadOffset, aadLength, aad.length);
    Objects.checkFromIndexSize(inOffset, length + TAG_SIZE_BYTES, in.length);
    Objects.checkFromIndexSize(outOffset, length, out.length);
    LanePool.Lane<SystemLane> lane = lanes.take();
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
    Objects.checkFromIndexSize(aadOffset, aadLength, aad.byteSize());
    Objects.checkFromIndexSize(inOffset, length + TAG_SIZE_BYTES, in.byteSize());
    Objects.checkFromIndexSize(outOffset, length, out.byteSize());
    LanePool.Lane<SystemLane> lane = lanes.take();
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
        out.asSlice(outOffset, length).fill((byte) 0);
      }
      giveBack(lane, intact);
    }
  }

  /** What a failed call left behind may be in any state: it is not lent again. */
  private void giveBack(LanePool.Lane<SystemLane> lane, boolean intact) {
    if (intact) {
      lanes.give(lane);
    } else {
      lanes.discard(lane);
    }
  }

  @Override
  public void close() {
    lanes.close();
    wipe();
  }

  private synchronized void wipe() {
    if (arena.scope().isAlive()) {
      secret.fill((byte) 0);
      arena.close();
    }
  }
}
