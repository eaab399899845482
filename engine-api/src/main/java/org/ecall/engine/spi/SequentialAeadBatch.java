package org.ecall.engine.spi;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The default batch: a loop over {@link AeadKey#seal} and {@link AeadKey#open}. Its entries are
 * made once, so that filling and running it allocates nothing.
 */
final class SequentialAeadBatch implements AeadBatch {

  private final SequentialMessage[] messages;
  private @Nullable MemorySegment aad;
  private @Nullable MemorySegment in;
  private @Nullable MemorySegment out;
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
  public int leastSeals() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int leastOpens() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void useMemory(MemorySegment newAad, MemorySegment newIn, MemorySegment newOut) {
    requireRoom();
    if (newOut.isReadOnly()) {
      throw new IllegalArgumentException("the output is read-only");
    }
    aad = newAad;
    in = newIn;
    out = newOut;
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
    requireRoom();
    messages[size]
        .set(true, key, nonceHigh, nonceLow)
        .setAad(require(aad), aadOffset, aadLength)
        .setData(require(in), inOffset, length, require(out), outOffset);
    size++;
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
    requireRoom();
    messages[size]
        .set(false, key, nonceHigh, nonceLow)
        .setAad(require(aad), aadOffset, aadLength)
        .setData(require(in), inOffset, length, require(out), outOffset);
    size++;
  }

  private void requireRoom() {
    if (size == messages.length) {
      throw new IllegalStateException("the batch is full: " + size + " messages");
    }
  }

  private static MemorySegment require(@Nullable MemorySegment memory) {
    if (memory == null) {
      throw new IllegalStateException("it was not said what memory the message is in");
    }
    return memory;
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
    aad = null;
    in = null;
    out = null;
  }

  @Override
  public void close() {
    clear();
  }
}
