package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.select.SizeClass;
import org.ecall.engine.spi.AeadKey;

/**
 * One key expanded by several backends, each for the sizes that the plan gives it. Where a plan has
 * one backend for all sizes, its key is used in the place of this.
 */
final class SizedKeys implements AeadKey {

  private final AeadKey[] keys;

  /**
   * Combines keys.
   *
   * @param keys for each size class, in their order; they belong to somebody else
   */
  SizedKeys(AeadKey[] keys) {
    this.keys = keys.clone();
  }

  AeadKey of(int length) {
    return keys[SizeClass.indexOf(length)];
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
    of((int) length)
        .seal(nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
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
    return of((int) length)
        .open(nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
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
    of(length)
        .seal(nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
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
    return of(length)
        .open(nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
  }

  /** Does nothing: each key is closed by who expanded it. */
  @Override
  public void close() {}
}
