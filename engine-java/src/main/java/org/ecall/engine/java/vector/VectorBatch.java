package org.ecall.engine.java.vector;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.ecall.engine.spi.LanePool;
import org.jspecify.annotations.Nullable;

/**
 * Messages whose counter blocks share states: those under one key are encrypted together, as many
 * as a workspace has room for, whichever messages of other keys stand between them. The short ones
 * among them are hashed together.
 */
final class VectorBatch implements AeadBatch {

  private final BatchMessage[] messages;

  /** One for each message, because each can have its own. */
  private final BatchMemory[] memories;

  private @Nullable BatchMemory memory;
  private int size;

  VectorBatch(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + ", must be at least 1");
    }
    messages = new BatchMessage[capacity];
    memories = new BatchMemory[capacity];
    for (int i = 0; i < capacity; i++) {
      memories[i] = new BatchMemory();
      messages[i] = new BatchMessage(memories[i]);
    }
  }

  @Override
  public void useMemory(MemorySegment newAad, MemorySegment newIn, MemorySegment newOut) {
    requireRoom();
    if (newOut.isReadOnly()) {
      throw new IllegalArgumentException("the output is read-only");
    }
    // Messages that were added have one of those before.
    BatchMemory next = memories[size];
    next.set(newAad, newIn, newOut);
    memory = next;
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
    add(true, key, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
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
    add(false, key, nonceHigh, nonceLow, aadOffset, aadLength, inOffset, length, outOffset);
  }

  private void add(
      boolean seals,
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadLength,
      long inOffset,
      int length,
      long outOffset) {
    requireRoom();
    BatchMemory known = memory;
    if (known == null) {
      throw new IllegalStateException("it was not said what memory the message is in");
    }
    if (!(key instanceof VectorKey own)) {
      throw new IllegalArgumentException("a key of another backend");
    }
    BatchMessage message = messages[size];
    message.set(seals, own, known, nonceHigh, nonceLow);
    message.setRanges(aadOffset, aadLength, inOffset, length, outOffset);
    size++;
  }

  private void requireRoom() {
    if (size == messages.length) {
      throw new IllegalStateException("the batch is full: " + size + " messages");
    }
  }

  @Override
  public void run() {
    for (int i = 0; i < size; i++) {
      messages[i].await();
    }
    for (int i = 0; i < size; i++) {
      VectorKey key = messages[i].awaitedKey();
      if (key != null) {
        runAllOf(key, i);
      }
    }
  }

  /** Runs all messages of a key. A closed key is their result, not the end of the batch. */
  private void runAllOf(VectorKey key, int first) {
    LanePool.Lane<Workspace> lane;
    try {
      lane = key.take();
    } catch (KeyClosedException e) {
      for (int i = first; i < size; i++) {
        messages[i].failIfOf(key);
      }
      return;
    }
    try {
      Workspace space = lane.object();
      for (int from = first; from < size; ) {
        from = runTogether(key, space, from);
      }
    } finally {
      key.give(lane);
    }
  }

  /** Runs as many messages of a key as there is room for; the answer is where to go on. */
  private int runTogether(VectorKey key, Workspace space, int from) {
    space.parallelGhash.clear();
    int blocks = 0;
    int end = from;
    // One that needs more blocks than are prepared writes them over all others: it comes last.
    boolean full = false;
    for (; end < size && !full; end++) {
      BatchMessage message = messages[end];
      if (message.isOf(key)) {
        if (!message.fits(space, blocks)) {
          break;
        }
        blocks = message.prepare(space, blocks);
        full = message.needsMoreBlocks();
      }
    }
    space.encrypt(key.expanded(), blocks);
    space.parallelGhash.settle();
    for (int i = from; i < end; i++) {
      if (messages[i].isOf(key)) {
        messages[i].start(space);
      }
    }
    space.parallelGhash.hash(key.expanded().hashKey());
    for (int i = from; i < end; i++) {
      if (messages[i].isOf(key)) {
        messages[i].finish(key.expanded(), space);
      }
    }
    return end;
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
      memories[i].clear();
    }
    if (memory != null) {
      memory.clear();
      memory = null;
    }
    size = 0;
  }

  @Override
  public void close() {
    clear();
  }
}
