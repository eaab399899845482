package org.ecall.cli.media;

import java.util.Arrays;

/** VP8's arithmetic coder (RFC 6386 §7): bits with the probability, in 1/256, of being 0. */
final class Vp8BoolEncoder {

  private static final int EVEN = 128;

  private byte[] bytes = new byte[64];
  private int sizeBytes;

  /** Width of the interval, kept within 128 to 255. */
  private int range = 255;

  /** Lower end of the interval: the bits still to be put out, then eight beside the range. */
  private int low;

  private int pendingBits;

  /** Codes a bit. */
  void bit(boolean bit, int probability) {
    int split = 1 + (((range - 1) * probability) >> 8);
    if (bit) {
      low += split;
      range -= split;
    } else {
      range = split;
    }
    while (range < 128) {
      range <<= 1;
      shift();
    }
  }

  /** Codes a number of so many bits, highest first, each 0 or 1 with the same probability. */
  void literal(int value, int bits) {
    for (int i = bits - 1; i >= 0; i--) {
      bit(((value >> i) & 1) != 0, EVEN);
    }
  }

  /** Ends the code and returns it. */
  byte[] finish() {
    for (int i = 0; i < 2 * Byte.SIZE; i++) {
      shift();
    }
    return Arrays.copyOf(bytes, sizeBytes);
  }

  private void shift() {
    low <<= 1;
    pendingBits++;
    if (pendingBits == Byte.SIZE) {
      int top = low >> Byte.SIZE;
      if (top > 0xFF) {
        carry();
      }
      put((byte) top);
      low &= 0xFF;
      pendingBits = 0;
    }
  }

  /** Adds one to what was put out; the first byte never overflows, as the code is below 1. */
  private void carry() {
    int i = sizeBytes - 1;
    while (++bytes[i] == 0) {
      i--;
    }
  }

  private void put(byte value) {
    if (sizeBytes == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * sizeBytes);
    }
    bytes[sizeBytes++] = value;
  }
}
