package org.ecall.engine.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A key of the library. A message is one call of it; beyond the limit of {@code ecall_call_bytes}
 * for input and additional data together, it is one ordinary call if all of it is native memory,
 * and otherwise a {@link NativeStream} of several bounded ones.
 */
final class NativeKey extends GuardedKey {

  /** ECALL_ALIGNMENT. */
  static final long ALIGNMENT = 64;

  private final long address;
  private final long callBytes;
  private final Arena arena;

  /**
   * Expands a key.
   *
   * @param bytes native memory
   * @param callBytes most bytes of input and additional data for a call with heap arrays
   * @throws IllegalArgumentException if the size is not one of AES-128 or AES-256
   */
  NativeKey(MemorySegment bytes, long callBytes) {
    this.callBytes = callBytes;
    arena = Arena.ofShared();
    address = arena.allocate(NativeCalls.KEY_BYTES, ALIGNMENT).address();
    if (!NativeCalls.keyExpand(address, bytes)) {
      arena.close();
      throw new IllegalArgumentException("an AES key of " + bytes.byteSize() + " bytes");
    }
  }

  /** Address of the expanded key, for a thread that has entered. */
  long address() {
    return address;
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
    if ((long) aadLength + length > callBytes) {
      sealLong(
          nonceHigh,
          nonceLow,
          MemorySegment.ofArray(aad),
          aadOffset,
          aadLength,
          MemorySegment.ofArray(in),
          inOffset,
          length,
          MemorySegment.ofArray(out),
          outOffset);
      return;
    }
    long[] section = enter();
    try {
      NativeCalls.seal(
          address, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
          outOffset);
    } finally {
      leave(section);
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
    NativeCalls.requireWritable(out);
    if (aadLength + length > callBytes) {
      sealLong(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
      return;
    }
    long[] section = enter();
    try {
      if (aad.isNative() && in.isNative() && out.isNative()) {
        NativeCalls.sealNative(
            address, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
            outOffset);
      } else {
        NativeCalls.sealMixed(
            address, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
            outOffset);
      }
    } finally {
      leave(section);
    }
  }

  private void sealLong(
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
    long[] section = enter();
    try {
      if (aad.isNative() && in.isNative() && out.isNative()) {
        NativeCalls.sealAtLeisure(
            address, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
            outOffset);
      } else {
        NativeStream.seal(
            address,
            nonceHigh,
            nonceLow,
            aad.asSlice(aadOffset, aadLength),
            in.asSlice(inOffset, length),
            out.asSlice(outOffset, length + TAG_SIZE_BYTES),
            callBytes);
      }
    } finally {
      leave(section);
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
    if ((long) aadLength + length > callBytes) {
      return openLong(
          nonceHigh,
          nonceLow,
          MemorySegment.ofArray(aad),
          aadOffset,
          aadLength,
          MemorySegment.ofArray(in),
          inOffset,
          length,
          MemorySegment.ofArray(out),
          outOffset);
    }
    long[] section = enter();
    try {
      return NativeCalls.open(
          address, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
          outOffset);
    } finally {
      leave(section);
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
    NativeCalls.requireWritable(out);
    if (aadLength + length > callBytes) {
      return openLong(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
    }
    long[] section = enter();
    try {
      if (aad.isNative() && in.isNative() && out.isNative()) {
        return NativeCalls.openNative(
            address, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
            outOffset);
      } else {
        return NativeCalls.openMixed(
            address, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
            outOffset);
      }
    } finally {
      leave(section);
    }
  }

  private boolean openLong(
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
    long[] section = enter();
    try {
      if (aad.isNative() && in.isNative() && out.isNative()) {
        return NativeCalls.openAtLeisure(
            address, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out,
            outOffset);
      } else {
        return NativeStream.open(
            address,
            nonceHigh,
            nonceLow,
            aad.asSlice(aadOffset, aadLength),
            in.asSlice(inOffset, length + TAG_SIZE_BYTES),
            out.asSlice(outOffset, length),
            callBytes);
      }
    } finally {
      leave(section);
    }
  }

  @Override
  void release() {
    NativeCalls.keyWipe(address);
    arena.close();
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "NativeKey";
  }
}
