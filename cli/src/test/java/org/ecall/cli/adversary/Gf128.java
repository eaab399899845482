package org.ecall.cli.adversary;

import java.nio.ByteBuffer;

/**
 * A block as an element of the field that GHASH computes in (SP 800-38D §6.3).
 *
 * @param high bytes 0 to 7
 * @param low bytes 8 to 15
 */
record Gf128(long high, long low) {

  static final Gf128 ZERO = new Gf128(0, 0);

  /** The first bit of a block is the coefficient of 1. */
  private static final Gf128 ONE = new Gf128(Long.MIN_VALUE, 0);

  private static final long REDUCTION = 0xE1L << 56;

  static Gf128 of(byte[] block) {
    ByteBuffer bytes = ByteBuffer.wrap(block);
    return new Gf128(bytes.getLong(), bytes.getLong());
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  Gf128 plus(Gf128 other) {
    return new Gf128(high ^ other.high, low ^ other.low);
  }

  Gf128 times(Gf128 other) {
    Gf128 product = ZERO;
    Gf128 shifted = this;
    for (int i = 0; i < 128; i++) {
      long bit = (i < 64 ? other.high << i : other.low << (i - 64)) >>> 63;
      if (bit != 0) {
        product = product.plus(shifted);
      }
      shifted = shifted.timesX();
    }
    return product;
  }

  private Gf128 timesX() {
    long carried = (low & 1) == 0 ? 0 : REDUCTION;
    return new Gf128((high >>> 1) ^ carried, (low >>> 1) | (high << 63));
  }

  Gf128 power(int exponent) {
    Gf128 power = ONE;
    for (int i = 0; i < exponent; i++) {
      power = power.times(this);
    }
    return power;
  }

  /** The element whose square this is: squaring 128 times changes nothing. */
  Gf128 squareRoot() {
    Gf128 root = this;
    for (int i = 0; i < 127; i++) {
      root = root.times(root);
    }
    return root;
  }

  /** This to the power of 2^128 − 2. */
  Gf128 inverse() {
    Gf128 square = this;
    Gf128 inverse = ONE;
    for (int i = 1; i < 128; i++) {
      square = square.times(square);
      inverse = inverse.times(square);
    }
    return inverse;
  }

  /** GHASH of what an AES-GCM tag covers. */
  static Gf128 hash(Gf128 hashKey, byte[] aad, byte[] ciphertext) {
    Gf128 hash = absorb(absorb(ZERO, hashKey, aad), hashKey, ciphertext);
    Gf128 lengths = new Gf128((long) aad.length * Byte.SIZE, (long) ciphertext.length * Byte.SIZE);
    return hash.plus(lengths).times(hashKey);
  }

  private static Gf128 absorb(Gf128 start, Gf128 hashKey, byte[] data) {
    Gf128 hash = start;
    for (int at = 0; at < data.length; at += 16) {
      byte[] block = new byte[16];
      System.arraycopy(data, at, block, 0, Math.min(16, data.length - at));
      hash = hash.plus(of(block)).times(hashKey);
    }
    return hash;
  }
}
