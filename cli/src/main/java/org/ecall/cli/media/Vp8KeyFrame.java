package org.ecall.cli.media;

import org.jspecify.annotations.Nullable;

/**
 * What a VP8 key frame's first ten bytes say (RFC 6386 §9.1): three of frame tag, three of start
 * code, two each of width and height, whose top two bits are scaling.
 *
 * @param version of the bitstream, 0 to 7
 * @param widthPixels up to 16,383
 * @param heightPixels up to 16,383
 */
record Vp8KeyFrame(int version, int widthPixels, int heightPixels) {

  private static final int SIZE_BYTES = 10;
  private static final int MAX_PIXELS = 0x3FFF;

  /** Tells by the frame tag's lowest bit; an empty payload is no key frame. */
  static boolean isKeyFrame(byte[] payload) {
    return payload.length > 0 && (payload[0] & 1) == 0;
  }

  /** Returns null if the payload is not a key frame, or not a sound one. */
  static @Nullable Vp8KeyFrame parse(byte[] payload) {
    if (!isKeyFrame(payload) || payload.length < SIZE_BYTES) {
      return null;
    }
    boolean startCode = payload[3] == (byte) 0x9D && payload[4] == 0x01 && payload[5] == 0x2A;
    int width = pixels(payload, 6);
    int height = pixels(payload, 8);
    return startCode && width > 0 && height > 0
        ? new Vp8KeyFrame((payload[0] >> 1) & 7, width, height)
        : null;
  }

  private static int pixels(byte[] payload, int offset) {
    return ((payload[offset + 1] & 0xFF) << 8 | (payload[offset] & 0xFF)) & MAX_PIXELS;
  }
}
