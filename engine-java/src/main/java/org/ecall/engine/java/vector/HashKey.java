package org.ecall.engine.java.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Powers of the hash key H of GHASH (SP 800-38D §6.4), as tables of the products of each power with
 * all nibbles. A table is no larger than a register: a shuffle looks all nibbles of a block up in
 * it at once, and no address depends on them.
 *
 * <p>Products are reduced, so that a nibble of the byte at position {@code i} has the product of
 * the same nibble at position 0, moved {@code i} bytes on: a sum of them has 31 bytes, and is
 * reduced once for many blocks.
 */
final class HashKey {

  /** Powers that there are tables of, which is how many blocks share a reduction. */
  static final int POWERS = 32;

  static final int NIBBLES = 16;

  /** The table of a power: for upper and lower nibbles, sixteen bytes of each product. */
  static final int TABLE_BYTES = 2 * NIBBLES * Ghash.BLOCK_BYTES;

  /** That of a cache line: no vector of a table lies in two. */
  private static final long TABLE_ALIGNMENT_BYTES = 64;

  private static final int NIBBLE_BITS = 4;
  private static final long REDUCTION = 0xE1L << 56;

  /** Powers descend, so that the blocks of a message meet theirs in ascending order. */
  private final MemorySegment tables =
      Arena.ofAuto().allocate((long) POWERS * TABLE_BYTES, TABLE_ALIGNMENT_BYTES);

  /** Takes the block of zeros, encrypted, as two numbers that have their first byte highest. */
  HashKey(long high, long low) {
    long[] multiples = new long[2 * Byte.SIZE];
    Ghash power = new Ghash();
    tabulate(high, low, multiples, tableOf(1));
    power.start(high, low);
    for (int exponent = 2; exponent <= POWERS; exponent++) {
      power.multiply(this);
      tabulate(power.high(), power.low(), multiples, tableOf(exponent));
    }
    power.wipe();
    Arrays.fill(multiples, 0);
  }

  /** Multiplies by x, x^2, …, x^7: a power for each bit of a byte. */
  private void tabulate(long powerHigh, long powerLow, long[] multiples, int table) {
    long high = powerHigh;
    long low = powerLow;
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      multiples[2 * bit] = high;
      multiples[2 * bit + 1] = low;
      long reduction = REDUCTION & -(low & 1);
      low = low >>> 1 | high << 63;
      high = high >>> 1 ^ reduction;
    }
    for (int half = 0; half < 2; half++) {
      for (int nibble = 0; nibble < NIBBLES; nibble++) {
        putProduct(nibble, multiples, half, table + half * NIBBLES * Ghash.BLOCK_BYTES);
      }
    }
  }

  private void putProduct(int nibble, long[] multiples, int half, int table) {
    long high = 0;
    long low = 0;
    for (int bit = 0; bit < NIBBLE_BITS; bit++) {
      if ((nibble << bit & NIBBLES / 2) != 0) {
        int multiple = 2 * (half * NIBBLE_BITS + bit);
        high ^= multiples[multiple];
        low ^= multiples[multiple + 1];
      }
    }
    for (int i = 0; i < Ghash.BLOCK_BYTES; i++) {
      long part = i < Long.BYTES ? high : low;
      tables.set(
          ValueLayout.JAVA_BYTE,
          table + NibbleSums.tableIndex(i, nibble),
          (byte) (part >>> (Long.SIZE - Byte.SIZE * (1 + i % Long.BYTES))));
    }
  }

  /** Where the table of a power starts. */
  static int tableOf(int exponent) {
    return (POWERS - exponent) * TABLE_BYTES;
  }

  MemorySegment tables() {
    return tables;
  }

  void wipe() {
    tables.fill((byte) 0);
  }
}
