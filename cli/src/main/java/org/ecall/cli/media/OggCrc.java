package org.ecall.cli.media;

/** Ogg's checksum (RFC 3533 §6): CRC-32, polynomial 04C11DB7, highest bit first, from 0. */
final class OggCrc {

  private static final int POLYNOMIAL = 0x04C1_1DB7;
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? POLYNOMIAL : 0);
      }
      TABLE[i] = crc;
    }
  }

  private OggCrc() {}

  /** Continues a checksum, 0 at first, over some bytes. */
  static int update(int crc, byte[] bytes, int offset, int sizeBytes) {
    int result = crc;
    for (int i = offset; i < offset + sizeBytes; i++) {
      result = (result << 8) ^ TABLE[(result >>> 24) ^ (bytes[i] & 0xFF)];
    }
    return result;
  }
}
