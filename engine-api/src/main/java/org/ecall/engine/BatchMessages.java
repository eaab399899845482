package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.header.FrameHeaderWriter;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.MessageRanges;

/**
 * The messages of a pass over a batch of the backend, in pieces of a {@link BatchMemory}. The
 * backend is told of memory only where it changes. One thread at a time.
 */
final class BatchMessages {

  private static final int NOT_SAID = -1;

  private final AeadBatch batch;
  private final AeadBackend backend;
  private final BatchMemory memory;
  private int size;

  /** The pieces that the backend was told of. */
  private int aad = NOT_SAID;

  private int in;
  private int out;

  BatchMessages(AeadBatch batch, AeadBackend backend, BatchMemory memory) {
    this.batch = batch;
    this.backend = backend;
    this.memory = memory;
  }

  /** Whose keys the messages need. */
  AeadBackend backend() {
    return backend;
  }

  /** How many frames of one sealer in the same memory it takes that a pass is worth it. */
  int leastSeals() {
    return batch.leastSeals();
  }

  /** How many frames of one opener in the same memory it takes that a pass is worth it. */
  int leastOpens() {
    return batch.leastOpens();
  }

  void clear() {
    batch.clear();
    size = 0;
    aad = NOT_SAID;
  }

  /** Messages that were added. */
  int size() {
    return size;
  }

  /** Says what memory the next messages are in. */
  void useMemory(int nextAad, int nextIn, int nextOut) {
    if (aad != nextAad || in != nextIn || out != nextOut) {
      batch.useMemory(memory.segment(nextAad), memory.segment(nextIn), memory.segment(nextOut));
      aad = nextAad;
      in = nextIn;
      out = nextOut;
    }
  }

  /** Adds a message in the memory that was said. */
  void addSeal(
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadBytes,
      long inOffset,
      int length,
      long outOffset) {
    batch.addSeal(key, nonceHigh, nonceLow, aadOffset, aadBytes, inOffset, length, outOffset);
    size++;
  }

  /** Adds messages in the memory that was said, whose nonces count. */
  void addSeals(
      AeadKey key,
      int nonceHigh,
      long saltLow,
      long firstCtr,
      int aadBytes,
      MessageRanges ranges,
      int from,
      int to) {
    batch.addSeals(key, nonceHigh, saltLow, firstCtr, aadBytes, ranges, from, to);
    size += to - from;
  }

  /** Adds a message in the memory that was said; the answer is its number. */
  int addOpen(
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadBytes,
      long inOffset,
      int length,
      long outOffset) {
    batch.addOpen(key, nonceHigh, nonceLow, aadOffset, aadBytes, inOffset, length, outOffset);
    return size++;
  }

  /** Joins {@code header ‖ metadata} in the scratch buffer. */
  void join(int piece, long headerOffset, int headerBytes, byte[] metadata, int at) {
    Scratch scratch = memory.scratch();
    scratch.put(at, memory.segment(piece), headerOffset, headerBytes);
    scratch.put(at + headerBytes, metadata);
  }

  /** Writes headers that are alike, of frames that follow each other; the answer is their size. */
  int writeAlike(
      FrameHeaderWriter header, long firstCtr, int piece, MessageRanges ranges, int from, int to) {
    byte[] array = memory.array(piece);
    if (array == null) {
      for (int i = from; i < to; i++) {
        header.write(memory.segment(piece), ranges.outOffset(i), firstCtr + (i - from));
      }
    } else {
      long word = header.word(firstCtr);
      long step = header.wordStep(firstCtr);
      for (int i = from; i < to; i++) {
        FrameHeaderWriter.writeWord(array, (int) ranges.outOffset(i), word);
        word += step;
      }
    }
    return header.sizeBytes(firstCtr);
  }

  /** Writes the header of a frame; the answer is its size. */
  int write(FrameHeaderWriter header, long ctr, int piece, long offset) {
    byte[] array = memory.array(piece);
    return array != null
        ? header.write(array, (int) offset, ctr)
        : header.write(memory.segment(piece), offset, ctr);
  }

  /**
   * Runs the messages.
   *
   * @return whether all of them succeeded
   * @throws BackendFailure if the backend throws
   */
  boolean run() {
    try {
      batch.run();
      return batch.allSucceeded();
    } catch (RuntimeException | Error e) {
      throw BackendFailure.ofBatch(e);
    }
  }

  boolean succeeded(int message) {
    return batch.succeeded(message);
  }

  /** Overwrites a range with zeros, if the memory can still be used. */
  void wipe(int piece, long offset, int length) {
    MemorySegment segment = memory.segment(piece);
    if (BackendFailure.isUsable(segment)) {
      segment.asSlice(offset, length).fill((byte) 0);
    }
  }
}
