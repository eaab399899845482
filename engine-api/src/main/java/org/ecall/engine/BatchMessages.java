package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.header.FrameHeaderReader;
import org.ecall.engine.header.FrameHeaderWriter;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.jspecify.annotations.Nullable;

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

  void clear() {
    batch.clear();
    size = 0;
    aad = NOT_SAID;
  }

  boolean isEmpty() {
    return size == 0;
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

  /** Adds a message in the memory that was said; the answer is its number. */
  int addSeal(
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      long aadOffset,
      int aadBytes,
      long inOffset,
      int length,
      long outOffset) {
    batch.addSeal(key, nonceHigh, nonceLow, aadOffset, aadBytes, inOffset, length, outOffset);
    return size++;
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

  byte @Nullable [] array(int piece) {
    return memory.array(piece);
  }

  /** Writes the header of a frame; the answer is its size. */
  int write(FrameHeaderWriter header, long ctr, int piece, long offset) {
    byte[] array = memory.array(piece);
    return array != null
        ? header.write(array, (int) offset, ctr)
        : header.write(memory.segment(piece), offset, ctr);
  }

  /** Reads the header of a frame. */
  boolean read(FrameHeaderReader header, int piece, long offset) {
    byte[] array = memory.array(piece);
    return array != null
        ? header.read(array, (int) offset)
        : header.read(memory.segment(piece), offset);
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
