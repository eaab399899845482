package org.ecall.engine.header;

import java.util.Optional;

/**
 * A frame header of RFC 9605 §4.3: one byte of configuration, then KID and CTR in as few bytes as
 * they need, none where they fit the three bits that the first byte has for each.
 *
 * @param kid key identifier, unsigned
 * @param ctr frame counter, unsigned
 */
public record FrameHeader(long kid, long ctr) {

  /** Largest size of a header, in bytes. */
  public static final int MAX_SIZE_BYTES = 17;

  /**
   * Reads the header that a frame starts with, for forwarders and tools; an opener does this by
   * itself.
   *
   * @param frame the frame, of which at most the first 17 bytes are read
   * @return the header, or empty if the bytes end within it or it is not minimally encoded
   */
  public static Optional<FrameHeader> parse(byte[] frame) {
    var reader = new FrameHeaderReader();
    // The reader is made for whole frames, which are never shorter than the largest header.
    byte[] padded = java.util.Arrays.copyOf(frame, MAX_SIZE_BYTES);
    return reader.read(padded, 0) && reader.sizeBytes() <= frame.length
        ? Optional.of(new FrameHeader(reader.kid(), reader.ctr()))
        : Optional.empty();
  }

  /**
   * The minimal encoding.
   *
   * @return 1 to 17 bytes
   */
  public byte[] encode() {
    var writer = new FrameHeaderWriter(kid);
    byte[] header = new byte[writer.sizeBytes(ctr)];
    writer.writeExactly(header, 0, ctr);
    return header;
  }
}
