package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.spi.LanePool;

/**
 * A growing buffer for the two cases that need one: additional data that is not in one piece, and
 * input that the output would overwrite. Lent by a pool of the engine; a batch has its own.
 */
final class Scratch {

  private static final int FIRST_SIZE_BYTES = 256;

  /** What every JVM can allocate. */
  private static final int MAX_SIZE_BYTES = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[FIRST_SIZE_BYTES];
  private MemorySegment segment = MemorySegment.ofArray(bytes);

  static LanePool<Scratch> pool() {
    return new LanePool<>(Scratch::new);
  }

  /** {@code header ‖ metadata}. */
  Scratch fill(byte[] frame, int offset, int headerBytes, byte[] metadata) {
    reserve(FrameHeader.MAX_SIZE_BYTES + metadata.length);
    System.arraycopy(frame, offset, bytes, 0, headerBytes);
    put(headerBytes, metadata);
    return this;
  }

  /** {@code header ‖ metadata}. */
  Scratch fill(MemorySegment frame, long offset, int headerBytes, byte[] metadata) {
    reserve(FrameHeader.MAX_SIZE_BYTES + metadata.length);
    put(0, frame, offset, headerBytes);
    put(headerBytes, metadata);
    return this;
  }

  /** A copy of an input. */
  Scratch fill(byte[] in, int offset, int length) {
    reserve(length);
    System.arraycopy(in, offset, bytes, 0, length);
    return this;
  }

  /** A copy of an input. */
  Scratch fill(MemorySegment in, long offset, int length) {
    reserve(length);
    put(0, in, offset, length);
    return this;
  }

  /**
   * Adds sizes of what a buffer has to hold.
   *
   * @throws IllegalStateException if no array is that large
   */
  static int plus(int sizeBytes, int moreBytes) {
    long sum = (long) sizeBytes + moreBytes;
    if (sum > MAX_SIZE_BYTES) {
      throw new IllegalStateException("copies would take " + sum + " bytes, which no array holds");
    }
    return (int) sum;
  }

  /** Makes room; what was there is lost. */
  void reserve(int sizeBytes) {
    if (bytes.length < sizeBytes) {
      bytes = new byte[Math.max(sizeBytes, (int) Math.min(bytes.length * 2L, 1 << 30))];
      segment = MemorySegment.ofArray(bytes);
    }
  }

  /** Copies into the room that was reserved. */
  void put(int at, MemorySegment from, long offset, int length) {
    MemorySegment.copy(from, ValueLayout.JAVA_BYTE, offset, bytes, at, length);
  }

  /** Copies into the room that was reserved. */
  void put(int at, byte[] from) {
    System.arraycopy(from, 0, bytes, at, from.length);
  }

  byte[] bytes() {
    return bytes;
  }

  MemorySegment segment() {
    return segment;
  }

  void wipe(int sizeBytes) {
    Arrays.fill(bytes, 0, sizeBytes, (byte) 0);
  }
}
