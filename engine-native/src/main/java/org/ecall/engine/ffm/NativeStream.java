package org.ecall.engine.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.LanePool;

/**
 * Seals and opens a message that is too long for one critical call, in parts that are not: a
 * collector waits for a part at most. The caller has entered the key's section for all of it.
 */
final class NativeStream {

  /** Parts that are not the last have a multiple of this. */
  private static final long PART_UNIT = 64;

  /** One pool for all keys, for as long as this class lives. */
  private static final LanePool<NativeStream> POOL = new LanePool<>(NativeStream::new);

  /** Freed by the collector: what a pool without end lends has no better moment. */
  private final MemorySegment memory =
      Arena.ofAuto().allocate(NativeCalls.STREAM_BYTES, NativeKey.ALIGNMENT);

  private NativeStream() {}

  /** Seals; the ranges are exact. */
  static void seal(
      long key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      MemorySegment in,
      MemorySegment out,
      long callBytes) {
    var lane = POOL.take();
    NativeStream stream = lane.object();
    try {
      long address = stream.begin(key, nonceHigh, nonceLow, aad, callBytes);
      long part = partBytes(callBytes);
      long size = in.byteSize();
      for (long at = 0; at < size; at += part) {
        long length = Math.min(part, size - at);
        NativeCalls.streamSeal(
            address, key, in.asSlice(at, length), length, out.asSlice(at, length));
      }
      NativeCalls.streamSealEnd(address, key, out.asSlice(size, AeadKey.TAG_SIZE_BYTES));
    } finally {
      stream.wipe();
      POOL.give(lane);
    }
  }

  /**
   * Opens; the ranges are exact. Whatever happens, the output ends as verified plaintext or zeros.
   */
  static boolean open(
      long key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      MemorySegment in,
      MemorySegment out,
      long callBytes) {
    var lane = POOL.take();
    NativeStream stream = lane.object();
    boolean authentic = false;
    try {
      long address = stream.begin(key, nonceHigh, nonceLow, aad, callBytes);
      long part = partBytes(callBytes);
      long size = out.byteSize();
      for (long at = 0; at < size; at += part) {
        long length = Math.min(part, size - at);
        NativeCalls.streamOpen(
            address, key, in.asSlice(at, length), length, out.asSlice(at, length));
      }
      authentic = NativeCalls.streamOpenEnd(address, key, in.asSlice(size, AeadKey.TAG_SIZE_BYTES));
      return authentic;
    } finally {
      if (!authentic) {
        out.fill((byte) 0);
      }
      stream.wipe();
      POOL.give(lane);
    }
  }

  private static long partBytes(long callBytes) {
    return Math.max(PART_UNIT, callBytes - callBytes % PART_UNIT);
  }

  private long begin(long key, int nonceHigh, long nonceLow, MemorySegment aad, long callBytes) {
    long address = memory.address();
    NativeCalls.streamBegin(address, key, nonceHigh, nonceLow);
    long part = partBytes(callBytes);
    long size = aad.byteSize();
    for (long at = 0; at < size; at += part) {
      long length = Math.min(part, size - at);
      NativeCalls.streamAad(address, key, aad.asSlice(at, length), length);
    }
    return address;
  }

  /** The library has wiped it, unless a call threw in the middle. */
  private void wipe() {
    memory.fill((byte) 0);
  }
}
