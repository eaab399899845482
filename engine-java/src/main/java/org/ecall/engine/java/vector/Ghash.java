package org.ecall.engine.java.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * GHASH (SP 800-38D §6.4) of one message after the other. Blocks are collected until there are as
 * many as there are powers of the hash key; the first of them takes what was hashed before.
 */
final class Ghash {

  static final int BLOCK_BYTES = 16;

  private static final int BUFFER_BYTES = HashKey.POWERS * BLOCK_BYTES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final long[] pieces = new long[NibbleSums.LONGS];
  private int filled;
  private long high;
  private long low;

  /** Starts a message. */
  void start() {
    start(0, 0);
  }

  /** Starts with a value, which has its first byte highest. */
  void start(long newHigh, long newLow) {
    filled = 0;
    high = newHigh;
    low = newLow;
  }

  /** Multiplies the value by the first power. */
  void multiply(HashKey key) {
    put(0, 0);
    flush(key);
  }

  /** Adds data, and zeros up to the end of its last block. */
  void add(HashKey key, byte[] data, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      if (filled == BUFFER_BYTES) {
        flush(key);
      }
      int size = Math.min(left, BUFFER_BYTES - filled);
      System.arraycopy(data, at, buffer, filled, size);
      at += size;
      left -= size;
      filled += size;
    }
    while (filled % BLOCK_BYTES != 0) {
      buffer[filled++] = 0;
    }
  }

  /** Adds the block of lengths, after which the value is there. */
  void finish(HashKey key, int aadBytes, int dataBytes) {
    if (filled == BUFFER_BYTES) {
      flush(key);
    }
    put((long) aadBytes * Byte.SIZE, (long) dataBytes * Byte.SIZE);
    flush(key);
  }

  private void put(long first, long second) {
    LONGS.set(buffer, filled, first);
    LONGS.set(buffer, filled + Long.BYTES, second);
    filled += BLOCK_BYTES;
  }

  private void flush(HashKey key) {
    LONGS.set(buffer, 0, (long) LONGS.get(buffer, 0) ^ high);
    LONGS.set(buffer, Long.BYTES, (long) LONGS.get(buffer, Long.BYTES) ^ low);
    int blocks = filled / BLOCK_BYTES;
    NibbleSums.sum(key.tables(), HashKey.tableOf(blocks), buffer, blocks, pieces);
    reduce();
    filled = 0;
  }

  /**
   * Adds the pieces up and reduces the sum. They are numbers with the first byte lowest, as memory
   * has them; piece {@code i + 8} stands one number further on than piece {@code i}.
   */
  private void reduce() {
    long sum0 = 0;
    long sum1 = 0;
    long sum2 = 0;
    long sum3 = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      long part0 = pieces[2 * i];
      long part1 = pieces[2 * i + 1] ^ pieces[2 * (i + Long.BYTES)];
      long part2 = pieces[2 * (i + Long.BYTES) + 1];
      int left = Byte.SIZE * i;
      int right = Long.SIZE - 1 - left;
      sum0 ^= part0 << left;
      sum1 ^= part1 << left ^ part0 >>> 1 >>> right;
      sum2 ^= part2 << left ^ part1 >>> 1 >>> right;
      sum3 ^= part2 >>> 1 >>> right;
    }
    long over0 = Long.reverseBytes(sum2);
    long over1 = Long.reverseBytes(sum3);
    // What is beyond x^127 comes back times 1 + x + x^2 + x^7; its last byte is zero.
    high = Long.reverseBytes(sum0) ^ over0 ^ over0 >>> 1 ^ over0 >>> 2 ^ over0 >>> 7;
    low =
        Long.reverseBytes(sum1)
            ^ over1
            ^ (over1 >>> 1 | over0 << 63)
            ^ (over1 >>> 2 | over0 << 62)
            ^ (over1 >>> 7 | over0 << 57);
  }

  /** The first eight bytes of the value, the first one highest. */
  long high() {
    return high;
  }

  /** The other eight. */
  long low() {
    return low;
  }

  void wipe() {
    Arrays.fill(buffer, (byte) 0);
    Arrays.fill(pieces, 0);
    start();
  }
}
