package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;

/** An EVP context for both directions, of which only the nonce is set for a message. */
final class OpenSslLane implements SystemLane {

  /** Number of bytes that a call has written, which we know; output of the last call, none. */
  private static final long WRITTEN_SIZE = 16;

  private static final long EXTRA_SIZE = WRITTEN_SIZE + 16;

  private final SystemScratch scratch = new SystemScratch(EXTRA_SIZE);
  private final long written = scratch.extra();
  private final long finalOutput = scratch.extra() + WRITTEN_SIZE;
  private final long context;

  /** Expands a key of native memory. */
  OpenSslLane(MemorySegment cipher, MemorySegment key) {
    try {
      context = OpenSslCalls.newContext(cipher, key);
    } catch (RuntimeException | Error e) {
      scratch.close();
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
    begin(true, nonceHigh, nonceLow);
    OpenSslCalls.aad(context, written, aad, aadOffset, aadLength);
    OpenSslCalls.data(context, written, in, inOffset, length, out, outOffset);
    OpenSslCalls.endSealing(context, written, finalOutput, scratch.tag());
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
    begin(true, nonceHigh, nonceLow);
    OpenSslCalls.aad(context, written, aad, aadOffset, aadLength);
    OpenSslCalls.data(context, written, in, inOffset, length, out, outOffset);
    OpenSslCalls.endSealing(context, written, finalOutput, scratch.tag());
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
    begin(false, nonceHigh, nonceLow);
    scratch.setTag(in, inOffset + length);
    OpenSslCalls.expectTag(context, scratch.tag());
    OpenSslCalls.aad(context, written, aad, aadOffset, aadLength);
    OpenSslCalls.data(context, written, in, inOffset, length, out, outOffset);
    return OpenSslCalls.endOpening(context, written, finalOutput);
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
    begin(false, nonceHigh, nonceLow);
    scratch.setTag(in, inOffset + length);
    OpenSslCalls.expectTag(context, scratch.tag());
    OpenSslCalls.aad(context, written, aad, aadOffset, aadLength);
    OpenSslCalls.data(context, written, in, inOffset, length, out, outOffset);
    return OpenSslCalls.endOpening(context, written, finalOutput);
  }

  private void begin(boolean seals, int nonceHigh, long nonceLow) {
    scratch.setNonce(nonceHigh, nonceLow);
    OpenSslCalls.begin(context, seals, scratch.nonce());
  }

  @Override
  public void close() {
    OpenSslCalls.freeContext(context);
    scratch.close();
  }
}
