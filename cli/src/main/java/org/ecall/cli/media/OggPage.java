package org.ecall.cli.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One Ogg page (RFC 3533 §6): a header of 27 bytes, up to 255 segment sizes of a byte each, and the
 * segments. Numbers are little-endian.
 *
 * <pre>
 *  0  "OggS"                  14  serial number of the stream (4)
 *  4  version, 0 (1)          18  page number in the stream (4)
 *  5  flags (1)               22  checksum over the page with 0 here (4)
 *  6  granule position (8)    26  number of segments (1)
 * </pre>
 *
 * <p>Pages are read here rather than by vorbis-java-core (0.8), whose packet reader skips junk,
 * passes pages of wrong checksum and ends silently where a file is cut, with no way to refuse any
 * of these, and whose granule positions overflow at 2<sup>31</sup>.
 */
final class OggPage {

  static final int HEADER_BYTES = 27;
  static final int MAX_SEGMENTS = 255;
  static final int MAX_SEGMENT_BYTES = 255;
  static final int CONTINUED = 1;
  static final int FIRST = 2;
  static final int LAST = 4;

  /** Granule position of a page on which no packet ends. */
  static final long NO_GRANULE = -1;

  static final byte[] MAGIC = {'O', 'g', 'g', 'S'};

  private static final int CRC_OFFSET = 22;

  /** Where the page starts in its source. */
  final long position;

  final int flags;
  final long granulePosition;
  final int serial;
  final int number;
  final byte[] segmentSizes;
  final byte[] body;

  private OggPage(long position, ByteBuffer header, byte[] segmentSizes, byte[] body) {
    this.position = position;
    flags = header.get(5);
    granulePosition = header.getLong(6);
    serial = header.getInt(14);
    number = header.getInt(18);
    this.segmentSizes = segmentSizes;
    this.body = body;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Reads a page and checks it; returns null at the end of the input. */
  static @Nullable OggPage read(MediaInput input) throws IOException {
    long position = input.position();
    byte[] head = input.readUpTo(HEADER_BYTES);
    if (head.length == 0) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int magicBytes = Math.min(MAGIC.length, head.length);
    if (!header.slice(0, magicBytes).equals(ByteBuffer.wrap(MAGIC, 0, magicBytes))) {
      throw bad(input, position, "no Ogg page (\"OggS\")");
    }
    checkSize(input, position, HEADER_BYTES, head.length);
    if (header.get(4) != 0 || (header.get(5) & ~(CONTINUED | FIRST | LAST)) != 0) {
      throw bad(
          input,
          position,
          "Ogg page of version %d with flags %d, expected version 0 and flags up to 7"
              .formatted(header.get(4), header.get(5)));
    }
    byte[] segmentSizes = readPart(input, position, header.get(26) & 0xFF);
    int bodyBytes = 0;
    for (byte size : segmentSizes) {
      bodyBytes += size & 0xFF;
    }
    byte[] body = readPart(input, position, bodyBytes);
    int stored = header.getInt(CRC_OFFSET);
    int computed = crc(head, segmentSizes, body);
    if (stored != computed) {
      throw bad(
          input,
          position,
          "checksum of the Ogg page is %08x, computed %08x".formatted(stored, computed));
    }
    return new OggPage(position, header, segmentSizes, body);
  }

  private static byte[] readPart(MediaInput input, long position, int sizeBytes)
      throws IOException {
    byte[] bytes = input.readUpTo(sizeBytes);
    checkSize(input, position, sizeBytes, bytes.length);
    return bytes;
  }

  private static void checkSize(MediaInput input, long position, int expected, int found)
      throws MediaFormatException {
    if (found < expected) {
      throw bad(
          input,
          position,
          "Ogg page is cut short, file ends %d bytes too early".formatted(expected - found));
    }
  }

  /** Computes the checksum as it belongs into the header; what the header has there is ignored. */
  private static int crc(byte[] head, byte[] segmentSizes, byte[] body) {
    int crc = OggCrc.update(0, head, 0, CRC_OFFSET);
    crc = OggCrc.update(crc, new byte[4], 0, 4);
    crc = OggCrc.update(crc, head, CRC_OFFSET + 4, 1);
    crc = OggCrc.update(crc, segmentSizes, 0, segmentSizes.length);
    return OggCrc.update(crc, body, 0, body.length);
  }

  static MediaFormatException bad(MediaInput input, long position, String problem) {
    return input.bad("at byte %d: %s".formatted(position, problem));
  }
}
