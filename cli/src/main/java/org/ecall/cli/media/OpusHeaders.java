package org.ecall.cli.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The two packets before an Opus stream's sound: identification and comments (RFC 7845 §5). */
final class OpusHeaders {

  private static final byte[] HEAD_MAGIC = "OpusHead".getBytes(US_ASCII);
  private static final byte[] TAGS_MAGIC = "OpusTags".getBytes(US_ASCII);
  private static final byte[] VENDOR = "ecall".getBytes(US_ASCII);
  private static final int HEAD_BYTES = 19;
  private static final int VERSION = 1;

  private OpusHeaders() {}

  static AudioFormat parseHead(MediaInput input, byte[] packet) throws MediaFormatException {
    if (!startsWith(packet, HEAD_MAGIC)) {
      throw input.bad("the Ogg stream is not Opus, expected a packet \"OpusHead\" first");
    }
    if (packet.length < HEAD_BYTES) {
      throw input.bad("OpusHead has %d bytes, expected %d".formatted(packet.length, HEAD_BYTES));
    }
    ByteBuffer fields = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    int version = fields.get(8) & 0xFF;
    int channels = fields.get(9) & 0xFF;
    int mappingFamily = fields.get(18) & 0xFF;
    // The upper half of the version changes where old readers must stop.
    if (version >> 4 != 0) {
      throw input.bad("OpusHead version %d, expected %d".formatted(version, VERSION));
    }
    if (mappingFamily != 0 || channels < 1 || channels > 2) {
      throw input.bad(
          "%d channels in mapping family %d, expected mono or stereo in family 0"
              .formatted(channels, mappingFamily));
    }
    return new AudioFormat(
        channels,
        Short.toUnsignedInt(fields.getShort(10)),
        Integer.toUnsignedLong(fields.getInt(12)),
        fields.getShort(16));
  }

  static void checkTags(MediaInput input, byte[] packet) throws MediaFormatException {
    if (!startsWith(packet, TAGS_MAGIC)) {
      throw input.bad("the second packet is not \"OpusTags\"");
    }
  }

  static byte[] head(AudioFormat format) {
    return ByteBuffer.allocate(HEAD_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(HEAD_MAGIC)
        .put((byte) VERSION)
        .put((byte) format.channels())
        .putShort((short) format.preSkipSamples())
        .putInt((int) format.inputRateHz())
        .putShort((short) format.outputGain())
        .array();
  }

  /** Returns a comment packet without comments: those of the sender's file were not sent. */
  static byte[] tags() {
    return ByteBuffer.allocate(TAGS_MAGIC.length + Integer.BYTES + VENDOR.length + Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(TAGS_MAGIC)
        .putInt(VENDOR.length)
        .put(VENDOR)
        .array();
  }

  private static boolean startsWith(byte[] packet, byte[] magic) {
    return packet.length >= magic.length
        && Arrays.equals(packet, 0, magic.length, magic, 0, magic.length);
  }
}
