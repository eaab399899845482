package org.ecall.engine.java.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * GHASH (SP 800-38D §6.4) of one message after the other. Blocks are collected until there are as
 * many as there are powers of the hash key; the first of them takes what was hashed before. Blocks
 * of zeros, which change nothing there, stand before the first one, so that the last one ends a
 * group.
 */
final class Ghash {

  static final int BLOCK_BYTES = 16;

  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> BLOCK = ByteVector.SPECIES_128;
  private static final int GROUP_BYTES = Factors.GROUP * BLOCK_BYTES;
  private static final int BUFFER_BYTES = HashKey.POWERS * BLOCK_BYTES;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final long[] factors = new long[Factors.longs(HashKey.POWERS)];
  private final long[] sums = new long[Products.LONGS];

  /** Parts of the value, which each two lanes of the sums have become. */
  private final long[] values = new long[Factors.LANES];

  private int filled;
  private long high;
  private long low;

  /** How many blocks hold so many bytes. */
  static int blocks(int bytes) {
    return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
  }

  /** How many blocks are hashed for a message. */
  static int blocks(int aadBytes, int dataBytes) {
    return blocks(aadBytes) + blocks(dataBytes) + 1;
  }

  /** Starts a message. */
  void start(int aadBytes, int dataBytes) {
    filled = Math.floorMod(-blocks(aadBytes, dataBytes), Factors.GROUP) * BLOCK_BYTES;
    for (int at = 0; at < GROUP_BYTES; at += BYTES.length()) {
      ByteVector.zero(BYTES).intoArray(buffer, at);
    }
    high = 0;
    low = 0;
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
      copy(data, at, filled, size);
      at += size;
      left -= size;
      filled += size;
    }
    while (filled % BLOCK_BYTES != 0) {
      buffer[filled++] = 0;
    }
  }

  /**
   * Copies in the pieces that {@link Counters#xor} writes: what has just been written is not yet in
   * memory, and can be read in the same pieces only without waiting for it.
   */
  private void copy(byte[] data, int from, int to, int length) {
    int i = 0;
    for (; i <= length - BYTES.length(); i += BYTES.length()) {
      ByteVector.fromArray(BYTES, data, from + i).intoArray(buffer, to + i);
    }
    for (; i <= length - BLOCK_BYTES; i += BLOCK_BYTES) {
      ByteVector.fromArray(BLOCK, data, from + i).intoArray(buffer, to + i);
    }
    for (; i < length; i++) {
      buffer[to + i] = data[from + i];
    }
  }

  /** Adds the block of lengths, after which the value is there. */
  void finish(HashKey key, int aadBytes, int dataBytes) {
    if (filled == BUFFER_BYTES) {
      flush(key);
    }
    LONGS.set(buffer, filled, (long) aadBytes * Byte.SIZE);
    LONGS.set(buffer, filled + Long.BYTES, (long) dataBytes * Byte.SIZE);
    filled += BLOCK_BYTES;
    flush(key);
  }

  private void flush(HashKey key) {
    LONGS.set(buffer, 0, (long) LONGS.get(buffer, 0) ^ high);
    LONGS.set(buffer, Long.BYTES, (long) LONGS.get(buffer, Long.BYTES) ^ low);
    int blocks = filled / BLOCK_BYTES;
    Factors.of(buffer, 0, blocks, factors);
    Products.sum(factors, key.factors(), blocks, sums, 0);
    Reduction.of(sums, 1, values);
    high = 0;
    low = 0;
    for (int lane = 0; lane < values.length; lane += 2) {
      high ^= values[lane];
      low ^= values[lane + 1];
    }
    filled = 0;
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
    Arrays.fill(factors, 0);
    Arrays.fill(sums, 0);
    Arrays.fill(values, 0);
    high = 0;
    low = 0;
    filled = 0;
  }
}
