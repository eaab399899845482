package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.header.FrameHeaderReader;
import org.ecall.engine.header.FrameHeaderWriter;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;

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

  /** Adds a frame whose header is written; the answer is the number of its message. */
  int addSeal(AeadKey key, int nonceHigh, long nonceLow, BatchedFrame frame, int headerBytes) {
    long aadOffset = useMemory(frame, frame.out(), frame.outOffset(), headerBytes);
    batch.addSeal(
        key,
        nonceHigh,
        nonceLow,
        aadOffset,
        headerBytes + frame.metadata().length,
        frame.inOffset(),
        frame.lengthBytes(),
        frame.outOffset() + headerBytes);
    return size++;
  }

  /** Adds a frame whose header was read; the answer is the number of its message. */
  int addOpen(
      AeadKey key,
      int nonceHigh,
      long nonceLow,
      BatchedFrame frame,
      int headerBytes,
      int payloadBytes) {
    long aadOffset = useMemory(frame, frame.in(), frame.inOffset(), headerBytes);
    batch.addOpen(
        key,
        nonceHigh,
        nonceLow,
        aadOffset,
        headerBytes + frame.metadata().length,
        frame.inOffset() + headerBytes,
        payloadBytes,
        frame.outOffset());
    return size++;
  }

  /** Says what memory a frame is in; the answer is where its additional data starts. */
  private long useMemory(BatchedFrame frame, int headerPiece, long headerOffset, int headerBytes) {
    byte[] metadata = frame.metadata();
    if (metadata.length == 0) {
      useMemory(headerPiece, frame.in(), frame.out());
      return headerOffset;
    }
    int at = frame.aadAt();
    Scratch scratch = memory.scratch();
    scratch.put(at, memory.segment(headerPiece), headerOffset, headerBytes);
    scratch.put(at + headerBytes, metadata);
    useMemory(BatchMemory.SCRATCH, frame.in(), frame.out());
    return at;
  }

  private void useMemory(int nextAad, int nextIn, int nextOut) {
    if (aad != nextAad || in != nextIn || out != nextOut) {
      batch.useMemory(memory.segment(nextAad), memory.segment(nextIn), memory.segment(nextOut));
      aad = nextAad;
      in = nextIn;
      out = nextOut;
    }
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
