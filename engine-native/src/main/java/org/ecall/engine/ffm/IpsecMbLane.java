package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;

/**
 * A message context of the library, for messages under one key. What is not longer than a call may
 * be is one call. What is longer goes the way of segments, whatever memory it lies in.
 */
final class IpsecMbLane implements SystemLane {

  private static final int MAX = IpsecMbCalls.MAX_CALL_BYTES;

  private final IpsecMbFunctions functions;
  private final long key;
  private final SystemScratch scratch = new SystemScratch(IpsecMbCalls.CONTEXT_SIZE);
  private final long context = scratch.extra();
  private final long nonce = scratch.nonce();
  private final long tag = scratch.tag();

  /** For an expanded key at an address. */
  IpsecMbLane(IpsecMbFunctions functions, long key) {
    this.functions = functions;
    this.key = key;
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
    if (aadLength > MAX || length > MAX) {
      seal(
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
    scratch.setNonce(nonceHigh, nonceLow);
    IpsecMbCalls.message(
        functions.seal(),
        key,
        context,
        nonce,
        aad,
        aadOffset,
        aadLength,
        in,
        inOffset,
        length,
        out,
        outOffset,
        tag);
    scratch.copyTag(out, outOffset + length);
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
    scratch.setNonce(nonceHigh, nonceLow);
    if (aadLength <= MAX && length <= MAX) {
      IpsecMbCalls.message(
          functions.seal(),
          key,
          context,
          nonce,
          aad,
          aadOffset,
          aadLength,
          in,
          inOffset,
          length,
          out,
          outOffset,
          tag);
    } else {
      IpsecMbCalls.begin(functions.begin(), key, context, nonce, aad, aadOffset, aadLength);
      IpsecMbCalls.parts(functions.sealPart(), key, context, in, inOffset, length, out, outOffset);
      IpsecMbCalls.end(functions.sealEnd(), key, context, tag);
    }
    scratch.copyTag(out, outOffset + length);
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
    if (aadLength > MAX || length > MAX) {
      return open(
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
    scratch.setNonce(nonceHigh, nonceLow);
    IpsecMbCalls.message(
        functions.open(),
        key,
        context,
        nonce,
        aad,
        aadOffset,
        aadLength,
        in,
        inOffset,
        length,
        out,
        outOffset,
        tag);
    return scratch.hasTag(in, inOffset + length);
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
    scratch.setNonce(nonceHigh, nonceLow);
    if (aadLength <= MAX && length <= MAX) {
      IpsecMbCalls.message(
          functions.open(),
          key,
          context,
          nonce,
          aad,
          aadOffset,
          aadLength,
          in,
          inOffset,
          length,
          out,
          outOffset,
          tag);
    } else {
      IpsecMbCalls.begin(functions.begin(), key, context, nonce, aad, aadOffset, aadLength);
      IpsecMbCalls.parts(functions.openPart(), key, context, in, inOffset, length, out, outOffset);
      IpsecMbCalls.end(functions.openEnd(), key, context, tag);
    }
    return scratch.hasTag(in, inOffset + length);
  }

  @Override
  public void close() {
    scratch.close();
  }
}
