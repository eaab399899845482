package org.ecall.engine.java.vector;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.ecall.engine.spi.LanePool;

/**
 * Messages whose counter blocks share states: those under one key are encrypted together, as many
 * as a workspace has room for, whichever messages of other keys stand between them.
 */
final class VectorBatch implements AeadBatch {

  private final BatchMessage[] messages;
  private final BatchMemory aad = new BatchMemory();
  private final BatchMemory in = new BatchMemory();
  private final BatchMemory out = new BatchMemory();
  private boolean memoryIsKnown;
  private int size;

  VectorBatch(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + ", must be at least 1");
    }
    messages = new BatchMessage[capacity];
    for (int i = 0; i < capacity; i++) {
      messages[i] = new BatchMessage();
    }
  }

  @Override
  public void useMemory(MemorySegment newAad, MemorySegment newIn, MemorySegment newOut) {
    requireRoom();
    if (newOut.isReadOnly()) {
      throw new IllegalArgumentException("the output is read-only");
    }
    aad.set(newAad);
    in.set(newIn);
    out.set(newOut);
    memoryIsKnown = true;
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
    if (!memoryIsKnown) {
      throw new IllegalStateException("it was not said what memory the message is in");
    }
    if (!(key instanceof VectorKey own)) {
      throw new IllegalArgumentException("a key of another backend");
    }
    BatchMessage message = messages[size];
    message.set(seals, own, nonceHigh, nonceLow);
    message.setAad(aad, aadOffset, aadLength);
    message.setData(in, inOffset, length, out, outOffset);
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
    int blocks = 0;
    int end = from;
    // One that needs more blocks than are prepared writes them over all others: it comes last.
    boolean full = false;
    for (; end < size && !full; end++) {
      if (messages[end].isOf(key)) {
        if (blocks + messages[end].blocks() > Workspace.BLOCKS) {
          break;
        }
        blocks = messages[end].prepare(space, blocks);
        full = messages[end].needsMoreBlocks();
      }
    }
    space.encrypt(key.expanded(), blocks);
    for (int i = from; i < end; i++) {
      if (messages[i].isOf(key)) {
        messages[i].run(key.expanded(), space);
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
    }
    size = 0;
    aad.clear();
    in.clear();
    out.clear();
    memoryIsKnown = false;
  }

  @Override
  public void close() {
    clear();
  }
}
