package org.ecall.engine.spi;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * The default batch: a loop over {@link AeadKey#seal} and {@link AeadKey#open}. Its entries are
 * made once, so that filling and running it allocates nothing.
 */
final class SequentialAeadBatch implements AeadBatch {

  private final SequentialMessage[] messages;
  private int size;

  SequentialAeadBatch(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + ", must be at least 1");
    }
    messages = new SequentialMessage[capacity];
    for (int i = 0; i < capacity; i++) {
      messages[i] = new SequentialMessage();
    }
  }

  @Override
  public void addSeal(
      AeadKey key,
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
    next()
        .set(true, key, nonceHigh, nonceLow)
        .setAad(aad, aadOffset, aadLength)
        .setData(in, inOffset, length, out, outOffset);
  }

  @Override
  public void addOpen(
      AeadKey key,
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
    next()
        .set(false, key, nonceHigh, nonceLow)
        .setAad(aad, aadOffset, aadLength)
        .setData(in, inOffset, length, out, outOffset);
  }

  private SequentialMessage next() {
    if (size == messages.length) {
      throw new IllegalStateException("the batch is full: " + size + " messages");
    }
    return messages[size++];
  }

  @Override
  public void run() {
    for (int i = 0; i < size; i++) {
      messages[i].run();
    }
  }

  @Override
  public boolean succeeded(int index) {
    return messages[Objects.checkIndex(index, size)].succeeded();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void clear() {
    for (int i = 0; i < size; i++) {
      messages[i].clear();
    }
    size = 0;
  }

  @Override
  public void close() {
    clear();
  }
}
