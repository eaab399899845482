package org.ecall.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts the checksums of Ogg pages right (RFC 3533), as far as pages can be recognised. */
final class OggChecksums {

  private static final int POLYNOMIAL = 0x04C1_1DB7;
  private static final int MAGIC = 0x4F67_6753;
  private static final int CRC_OFFSET = 22;
  private static final int COUNT_OFFSET = 26;
  private static final int HEADER_BYTES = 27;

  private OggChecksums() {}

  static void putRight(byte[] file) {
    ByteBuffer fields = ByteBuffer.wrap(file);
    int at = 0;
    while (at + HEADER_BYTES <= file.length && fields.getInt(at) == MAGIC) {
      int end = end(file, at);
      if (end > file.length) {
        return;
      }
      fields.order(ByteOrder.LITTLE_ENDIAN).putInt(at + CRC_OFFSET, 0);
      fields.putInt(at + CRC_OFFSET, crc(file, at, end)).order(ByteOrder.BIG_ENDIAN);
      at = end;
    }
  }

  private static int end(byte[] file, int page) {
    int segments = file[page + COUNT_OFFSET] & 0xFF;
    int end = page + HEADER_BYTES + segments;
    for (int i = 0; i < segments; i++) {
      int size = page + HEADER_BYTES + i;
      end += size < file.length ? file[size] & 0xFF : 0;
    }
    return end;
  }

  private static int crc(byte[] file, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc ^= (file[i] & 0xFF) << 24;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? POLYNOMIAL : 0);
      }
    }
    return crc;
  }
}
