package org.ecall.cli.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes packets into the pages of an Ogg file with one logical stream ({@link OggPage} has the
 * layout). The current page is held back until a packet needs the next one, so that the last can be
 * marked.
 */
final class OggPacketWriter {

  private static final int NUMBER_OFFSET = 18;
  private static final int CRC_OFFSET = 22;
  private static final int SEGMENTS_OFFSET = 26;

  private final OutputStream out;
  private final byte[] head = new byte[OggPage.HEADER_BYTES + OggPage.MAX_SEGMENTS];
  private final ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
  private final byte[] body = new byte[OggPage.MAX_SEGMENTS * OggPage.MAX_SEGMENT_BYTES];
  private int segments;
  private int bodyBytes;
  private int number;
  private int flags = OggPage.FIRST;
  private long granulePosition = OggPage.NO_GRANULE;

  /**
   * Creates a writer.
   *
   * @param serial the stream's number
   */
  OggPacketWriter(OutputStream out, int serial) {
    this.out = out;
    header.put(OggPage.MAGIC).putInt(14, serial);
  }

  /** Adds a packet of any size, on as many pages as it takes. */
  void add(byte[] packet, long endGranulePosition) throws IOException {
    int offset = 0;
    int sizeBytes;
    do {
      if (segments == OggPage.MAX_SEGMENTS) {
        writePage(0);
        flags = offset > 0 ? OggPage.CONTINUED : 0;
      }
      // A packet ends with a segment that is not full, if need be an empty one.
      sizeBytes = Math.min(packet.length - offset, OggPage.MAX_SEGMENT_BYTES);
      System.arraycopy(packet, offset, body, bodyBytes, sizeBytes);
      head[OggPage.HEADER_BYTES + segments++] = (byte) sizeBytes;
      bodyBytes += sizeBytes;
      offset += sizeBytes;
    } while (sizeBytes == OggPage.MAX_SEGMENT_BYTES);
    granulePosition = endGranulePosition;
  }

  /** Ends the current page, unless it is empty: the next packet begins a new one. */
  void endPage() throws IOException {
    if (segments > 0) {
      writePage(0);
    }
  }

  /** Ends the stream with the current page. */
  void finish() throws IOException {
    writePage(OggPage.LAST);
  }

  private void writePage(int lastFlag) throws IOException {
    header.put(5, (byte) (flags | lastFlag)).putLong(6, granulePosition);
    header.putInt(NUMBER_OFFSET, number++).putInt(CRC_OFFSET, 0);
    header.put(SEGMENTS_OFFSET, (byte) segments);
    int headBytes = OggPage.HEADER_BYTES + segments;
    int crc = OggCrc.update(0, head, 0, headBytes);
    header.putInt(CRC_OFFSET, OggCrc.update(crc, body, 0, bodyBytes));
    out.write(head, 0, headBytes);
    out.write(body, 0, bodyBytes);
    segments = 0;
    bodyBytes = 0;
    flags = 0;
    granulePosition = OggPage.NO_GRANULE;
  }
}
