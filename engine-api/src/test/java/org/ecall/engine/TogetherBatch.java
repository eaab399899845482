package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;

/** A batch that says from how many messages on it is worth it, over one that does the work. */
class TogetherBatch implements AeadBatch {

  /** What every number of messages is below: frames are sealed and opened one by one. */
  static final int NEVER = Integer.MAX_VALUE;

  private final AeadBatch batch;
  private final int least;

  TogetherBatch(AeadBatch batch, int least) {
    this.batch = batch;
    this.least = least;
  }

  @Override
  public int leastSeals() {
    return least;
  }

  @Override
  public int leastOpens() {
    return least;
  }

  @Override
  public void useMemory(MemorySegment aad, MemorySegment in, MemorySegment out) {
    batch.useMemory(aad, in, out);
  }

  @Override
  public void addSeal(
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadLength,
      long inOffset,
      int length,
      long outOffset) {
    batch.addSeal(key, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
  }

  @Override
  public void addOpen(
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadLength,
      long inOffset,
      int length,
      long outOffset) {
    batch.addOpen(key, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
  }

  @Override
  public void run() {
    batch.run();
  }

  @Override
  public boolean succeeded(int index) {
    return batch.succeeded(index);
  }

  @Override
  public int size() {
    return batch.size();
  }

  @Override
  public void clear() {
    batch.clear();
  }

  @Override
  public void close() {
    batch.close();
  }
}
