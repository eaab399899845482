package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.MessageRanges;
import org.jspecify.annotations.Nullable;

/**
 * Messages in a table that the library works off, in as few calls as {@link BatchCalls} allows. A
 * message that is too long for a critical call is sealed or opened by itself. Keys and memory of
 * the last filling stay referred to until another one replaces them or the batch is closed.
 */
final class NativeBatch implements AeadBatch {

  private static final int LEAST_SEALS = 6;

  private final MessageTable table;
  private final BatchCalls calls;
  private final BatchKeys keys;
  private final @Nullable LongMessage[] longMessages;
  private int size;

  /** Messages that it takes; none once it is closed. */
  private int room;

  /**
   * Makes an empty batch.
   *
   * @param capacity messages
   * @param callBytes most bytes of input and additional data for a critical call
   */
  NativeBatch(int capacity, long callBytes) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + ", must be at least 1");
    }
    table = new MessageTable(capacity);
    calls = new BatchCalls(capacity, callBytes);
    keys = new BatchKeys(capacity);
    room = capacity;
    longMessages = new LongMessage[capacity];
  }

  /** A few share the cost of a call, and of what leads to it. */
  @Override
  public int leastSeals() {
    return LEAST_SEALS;
  }

  /** What interleaving brings does not make up for what it takes to write messages down first. */
  @Override
  public int leastOpens() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void useMemory(MemorySegment aad, MemorySegment in, MemorySegment out) {
    requireRoom();
    calls.use(size, aad, in, out);
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
    int outLength = length + AeadKey.TAG_SIZE_BYTES;
    calls.requireRanges(aadOffset, aadLength, inOffset, length, outOffset, outLength);
    useKey(key);
    add(MessageTable.SEAL, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
  }

  /** All at once, if they can share a call and have their additional data where it mostly is. */
  @Override
  public void addSeals(
      AeadKey key,
      int nonceHigh,
      long saltLow,
      long firstCtr,
      int aadLength,
      MessageRanges ranges,
      int from,
      int to) {
    requireRoom();
    int count = to - from;
    if (count > 0
        && count <= room - size
        && calls.hasAadInOutput()
        && key instanceof NativeKey own) {
      int bases = calls.open(size);
      long bytes =
          table.putSeals(
              size,
              own.address(),
              bases,
              nonceHigh,
              saltLow,
              firstCtr,
              aadLength,
              calls,
              ranges,
              from,
              to);
      if (bytes >= 0 && calls.take(count, bytes)) {
        useKey(key);
        size += count;
        return;
      }
    }
    AeadBatch.super.addSeals(key, nonceHigh, saltLow, firstCtr, aadLength, ranges, from, to);
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
    int inLength = length + AeadKey.TAG_SIZE_BYTES;
    calls.requireRanges(aadOffset, aadLength, inOffset, inLength, outOffset, length);
    useKey(key);
    add(MessageTable.OPEN, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
  }

  private void add(
      int operation,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadLength,
      long inOffset,
      int length,
      long outOffset) {
    int bases = calls.add(size, (long) aadLength + length);
    if (bases == BatchCalls.ALONE) {
      addAlone()
          .set(
              operation == MessageTable.SEAL,
              nonceHigh,
              nonceLow,
              calls,
              aadOffset,
              aadLength,
              inOffset,
              length,
              outOffset);
    } else {
      table.put(
          size,
          keys.latestAddress(),
          operation | bases,
          nonceHigh,
          nonceLow,
          calls.aadStart + aadOffset,
          aadLength,
          calls.inStart + inOffset,
          length,
          calls.outStart + outOffset);
    }
    size++;
  }

  private void requireRoom() {
    if (size == room) {
      throw new IllegalStateException("the batch is full or closed; messages: " + size);
    }
  }

  private void useKey(AeadKey key) {
    if (!keys.isLatest(key)) {
      if (!(key instanceof NativeKey own)) {
        throw new IllegalArgumentException("a key of another backend");
      }
      keys.add(own, size);
    }
  }

  private LongMessage addAlone() {
    LongMessage message = longMessages[size];
    if (message == null) {
      message = new LongMessage();
      longMessages[size] = message;
    }
    return message;
  }

  @Override
  public void run() {
    int count = calls.count();
    for (int call = 0; call < count; call++) {
      int from = calls.start(call);
      int to = call + 1 < count ? calls.start(call + 1) : size;
      LongMessage alone = longMessages[from];
      if (alone != null && alone.isSet()) {
        table.setSucceeded(from, alone.run(keys.of(from)));
      } else {
        run(call, from, to);
      }
    }
  }

  private void run(int call, int from, int to) {
    long[] section = keys.enter();
    try {
      keys.leaveOutClosed(table, from, to);
      calls.run(call, table, from, to);
    } finally {
      keys.leave(section);
    }
  }

  @Override
  public boolean succeeded(int index) {
    return table.succeeded(Objects.checkIndex(index, size));
  }

  @Override
  public boolean allSucceeded() {
    return table.allSucceeded(size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void clear() {
    for (int call = 0; call < calls.count(); call++) {
      LongMessage message = longMessages[calls.start(call)];
      if (message != null) {
        message.clear();
      }
    }
    calls.reset();
    keys.reset();
    size = 0;
  }

  @Override
  public void close() {
    clear();
    calls.clear();
    keys.clear();
    table.wipe();
    room = 0;
  }
}
