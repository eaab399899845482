package org.ecall.engine.header;

import java.lang.foreign.MemorySegment;

/**
 * Reads frame headers (RFC 9605 §4.3) without allocating. Holds what it read last; one thread at a
 * time.
 *
 * <p>Frames must be at least {@link FrameHeader#MAX_SIZE_BYTES} long: header byte and tag alone are
 * that long, so every shorter frame is malformed whatever it holds, and no read needs a check.
 */
public final class FrameHeaderReader {

  private static final int EXTENDED_KID = 0x80;
  private static final int EXTENDED_CTR = 0x08;

  /** Least number that needs a field of so many bytes; a field of none holds three bits. */
  private static final long[] LEAST_OF_SIZE = {
    0, 8, 1L << 8, 1L << 16, 1L << 24, 1L << 32, 1L << 40, 1L << 48, 1L << 56
  };

  private long kid;
  private long ctr;
  private int sizeBytes;

  /** Creates a reader that has read nothing. */
  public FrameHeaderReader() {}

  /**
   * Reads a header.
   *
   * @param frame holds the frame
   * @param offset where it starts; 17 bytes are readable from there
   * @return false if the header is not minimally encoded; the fields are then meaningless
   */
  public boolean read(byte[] frame, int offset) {
    int config = frame[offset];
    int kidBytes = kidBytes(config);
    long kidWord = (long) ByteOrderAccess.LONG_OF_ARRAY.get(frame, offset + 1);
    long ctrWord = (long) ByteOrderAccess.LONG_OF_ARRAY.get(frame, offset + 1 + kidBytes);
    return accept(config, kidBytes, kidWord, ctrWord);
  }

  /**
   * Reads a header.
   *
   * @param frame holds the frame
   * @param offset where it starts; 17 bytes are readable from there
   * @return false if the header is not minimally encoded; the fields are then meaningless
   */
  public boolean read(MemorySegment frame, long offset) {
    int config = frame.get(java.lang.foreign.ValueLayout.JAVA_BYTE, offset);
    int kidBytes = kidBytes(config);
    long kidWord = frame.get(ByteOrderAccess.LONG_OF_SEGMENT, offset + 1);
    long ctrWord = frame.get(ByteOrderAccess.LONG_OF_SEGMENT, offset + 1 + kidBytes);
    return accept(config, kidBytes, kidWord, ctrWord);
  }

  private static int kidBytes(int config) {
    return (config & EXTENDED_KID) == 0 ? 0 : ((config >>> 4) & 7) + 1;
  }

  private boolean accept(int config, int kidBytes, long kidWord, long ctrWord) {
    int ctrBytes = (config & EXTENDED_CTR) == 0 ? 0 : (config & 7) + 1;
    kid = field(kidWord, kidBytes, (config >>> 4) & 7);
    ctr = field(ctrWord, ctrBytes, config & 7);
    sizeBytes = 1 + kidBytes + ctrBytes;
    return Long.compareUnsigned(kid, LEAST_OF_SIZE[kidBytes]) >= 0
        && Long.compareUnsigned(ctr, LEAST_OF_SIZE[ctrBytes]) >= 0;
  }

  private static long field(long word, int bytes, int inConfig) {
    return bytes == 0 ? inConfig : word >>> (Long.SIZE - Byte.SIZE * bytes);
  }

  /**
   * The key identifier read last.
   *
   * @return an unsigned number
   */
  public long kid() {
    return kid;
  }

  /**
   * The frame counter read last.
   *
   * @return an unsigned number
   */
  public long ctr() {
    return ctr;
  }

  /**
   * Size of the header read last.
   *
   * @return 1 to 17 bytes
   */
  public int sizeBytes() {
    return sizeBytes;
  }
}
