package org.ecall.cli.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 32 bytes before an IVF file's first frame; numbers are little-endian.
 *
 * <pre>
 *  0  "DKIF"               16  time base denominator (4)
 *  4  version, 0 (2)       20  time base numerator (4)
 *  6  header size, 32 (2)  24  length (4)
 *  8  codec, "VP80"        28  unused (4)
 * 12  width (2)
 * 14  height (2)
 * </pre>
 *
 * @param format the stream
 * @param length the number of frames, as most writers have it, or of ticks, as ffmpeg has it; 0 if
 *     unknown. The two agree in a file of one frame for each tick
 */
record IvfHeader(VideoFormat format, long length) {

  static final int SIZE_BYTES = 32;

  private static final String MAGIC = "DKIF";
  private static final String VP8 = "VP80";
  private static final long NOT_YET_KNOWN = 0xFFFF_FFFFL;

  static IvfHeader read(MediaInput input) throws IOException {
    byte[] bytes = input.readUpTo(SIZE_BYTES);
    String magic = text(bytes, 0);
    if (!magic.equals(MAGIC)) {
      throw input.bad("starts with " + quoted(magic) + ", expected an IVF file (\"DKIF\")");
    }
    if (bytes.length < SIZE_BYTES) {
      throw input.bad(
          "IVF header is cut short: %d of %d bytes".formatted(bytes.length, SIZE_BYTES));
    }
    ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = Short.toUnsignedInt(fields.getShort(4));
    int size = Short.toUnsignedInt(fields.getShort(6));
    if (version != 0 || size != SIZE_BYTES) {
      throw input.bad(
          "IVF version %d with a header of %d bytes, expected version 0 and %d bytes"
              .formatted(version, size, SIZE_BYTES));
    }
    String codec = text(bytes, 8);
    if (!codec.equals(VP8)) {
      throw input.bad("codec " + quoted(codec) + " is not supported, expected VP8 (\"VP80\")");
    }
    long length = Integer.toUnsignedLong(fields.getInt(24));
    return new IvfHeader(format(input, fields), length == NOT_YET_KNOWN ? 0 : length);
  }

  private static VideoFormat format(MediaInput input, ByteBuffer fields) throws IOException {
    int width = Short.toUnsignedInt(fields.getShort(12));
    int height = Short.toUnsignedInt(fields.getShort(14));
    long denominator = Integer.toUnsignedLong(fields.getInt(16));
    long numerator = Integer.toUnsignedLong(fields.getInt(20));
    if (width == 0 || height == 0) {
      throw input.bad("pictures of %d x %d pixels".formatted(width, height));
    }
    if (denominator == 0 || numerator == 0) {
      throw input.bad(
          "time base %d/%d s, expected two numbers above 0".formatted(numerator, denominator));
    }
    return new VideoFormat(width, height, numerator, denominator);
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(SIZE_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC.getBytes(ISO_8859_1))
        .putShort((short) 0)
        .putShort((short) SIZE_BYTES)
        .put(VP8.getBytes(ISO_8859_1))
        .putShort((short) format.widthPixels())
        .putShort((short) format.heightPixels())
        .putInt((int) format.tickDenominator())
        .putInt((int) format.tickNumerator())
        .putInt((int) length)
        .array();
  }

  /** Returns four bytes as text, fewer at the end. */
  private static String text(byte[] bytes, int offset) {
    int end = Math.min(bytes.length, offset + 4);
    return new String(bytes, offset, Math.max(0, end - offset), ISO_8859_1);
  }

  /** Quotes text of a file for a terminal: what does not print becomes a question mark. */
  private static String quoted(String text) {
    return text.isEmpty() ? "nothing" : '"' + text.replaceAll("[^ -~]", "?") + '"';
  }
}
