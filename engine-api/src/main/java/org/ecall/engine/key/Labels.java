package org.ecall.engine.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HKDF labels: ASCII text and big-endian numbers, one after the other. */
final class Labels {

  private Labels() {}

  /** RFC 9605 §4.4.2: text ‖ u64(KID) ‖ u16(suite). */
  static byte[] ofKid(String text, long kid, int suiteId) {
    return start(text, Long.BYTES + Short.BYTES).putLong(kid).putShort((short) suiteId).array();
  }

  /** PROTOCOL §3: "eCall base" ‖ u8(d) ‖ u32(e). */
  static byte[] ofBase(int direction, long epoch) {
    return start("eCall base", Byte.BYTES + Integer.BYTES)
        .put((byte) direction)
        .putInt((int) epoch)
        .array();
  }

  static byte[] ofText(String text) {
    return start(text, 0).array();
  }

  private static ByteBuffer start(String text, int moreBytes) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(ascii.length + moreBytes).put(ascii);
  }
}
