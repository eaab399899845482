package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.spi.LanePool;

/**
 * A growing buffer for the two cases that need one: additional data that is not in one piece, and
 * input that the output would overwrite. Lent by a pool of the engine.
 */
final class Scratch {

  private static final int FIRST_SIZE_BYTES = 256;

  private byte[] bytes = new byte[FIRST_SIZE_BYTES];
  private MemorySegment segment = MemorySegment.ofArray(bytes);

  static LanePool<Scratch> pool() {
    return new LanePool<>(Scratch::new);
  }

  /** {@code header ‖ metadata}. */
  Scratch fill(byte[] frame, int offset, int headerBytes, byte[] metadata) {
    reserve(FrameHeader.MAX_SIZE_BYTES + metadata.length);
    System.arraycopy(frame, offset, bytes, 0, headerBytes);
    System.arraycopy(metadata, 0, bytes, headerBytes, metadata.length);
    return this;
  }

  /** {@code header ‖ metadata}. */
  Scratch fill(MemorySegment frame, long offset, int headerBytes, byte[] metadata) {
    reserve(FrameHeader.MAX_SIZE_BYTES + metadata.length);
    MemorySegment.copy(frame, ValueLayout.JAVA_BYTE, offset, bytes, 0, headerBytes);
    System.arraycopy(metadata, 0, bytes, headerBytes, metadata.length);
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
    MemorySegment.copy(in, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
    return this;
  }

  private void reserve(int sizeBytes) {
    if (bytes.length < sizeBytes) {
      bytes = new byte[Math.max(sizeBytes, (int) Math.min(bytes.length * 2L, 1 << 30))];
      segment = MemorySegment.ofArray(bytes);
    }
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
