package org.ecall.engine.java.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Powers of the hash key H of GHASH (SP 800-38D §6.4), as factors. */
final class HashKey {

  /** How many blocks share a reduction. */
  static final int POWERS = 128;

  private static final int ROW_POWERS = ParallelGhash.MOST_BLOCKS;
  private static final int BLOCK_BITS = 128;
  private static final long REDUCTION = 0xE1L << 56;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Powers descend, so that the last block of a sum meets the first power. */
  private final long[] factors = new long[Factors.longs(POWERS)];

  /** The same of the first powers, each of them once for each message of a row. */
  private final long[] rowFactors = new long[Factors.longs(ROW_POWERS * ParallelGhash.MESSAGES)];

  /** Takes the block of zeros, encrypted, as two numbers that have their first byte highest. */
  HashKey(long high, long low) {
    byte[] powers = new byte[POWERS * Ghash.BLOCK_BYTES];
    int at = powers.length - Ghash.BLOCK_BYTES;
    put(powers, at, high, low);
    while (at > 0) {
      at -= Ghash.BLOCK_BYTES;
      multiply(powers, at, high, low);
    }
    Factors.of(powers, 0, POWERS, factors);
    byte[] rows = repeat(powers);
    Factors.of(rows, 0, rows.length / Ghash.BLOCK_BYTES, rowFactors);
    Arrays.fill(rows, (byte) 0);
    Arrays.fill(powers, (byte) 0);
  }

  private static void put(byte[] powers, int at, long high, long low) {
    LONGS.set(powers, at, high);
    LONGS.set(powers, at + Long.BYTES, low);
  }

  /** Writes the power after that which follows: its product with H, bit by bit. */
  private static void multiply(byte[] powers, int at, long high, long low) {
    long timesHigh = (long) LONGS.get(powers, at + Ghash.BLOCK_BYTES);
    long timesLow = (long) LONGS.get(powers, at + Ghash.BLOCK_BYTES + Long.BYTES);
    long bitsHigh = high;
    long bitsLow = low;
    long productHigh = 0;
    long productLow = 0;
    for (int bit = 0; bit < BLOCK_BITS; bit++) {
      productHigh ^= timesHigh & bitsHigh >> 63;
      productLow ^= timesLow & bitsHigh >> 63;
      bitsHigh = bitsHigh << 1 | bitsLow >>> 63;
      bitsLow <<= 1;
      long reduction = REDUCTION & -(timesLow & 1);
      timesLow = timesLow >>> 1 | timesHigh << 63;
      timesHigh = timesHigh >>> 1 ^ reduction;
    }
    put(powers, at, productHigh, productLow);
  }

  private static byte[] repeat(byte[] powers) {
    int size = Ghash.BLOCK_BYTES;
    byte[] rows = new byte[ROW_POWERS * ParallelGhash.MESSAGES * size];
    int first = powers.length - ROW_POWERS * size;
    for (int at = 0; at < rows.length; at += size) {
      int row = at / (ParallelGhash.MESSAGES * size);
      System.arraycopy(powers, first + row * size, rows, at, size);
    }
    return rows;
  }

  /** The factors of all powers. */
  long[] factors() {
    return factors;
  }

  /** The factors of the first powers, for rows of messages. */
  long[] rowFactors() {
    return rowFactors;
  }

  void wipe() {
    Arrays.fill(factors, 0);
    Arrays.fill(rowFactors, 0);
  }
}
