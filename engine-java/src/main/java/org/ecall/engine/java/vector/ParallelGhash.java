package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * GHASH (SP 800-38D §6.4) of short messages together. As many of them as a vector of pairs has
 * blocks form a group. A row of a group holds one block of each, which are multiplied by the same
 * power: the last blocks share the last row, and blocks of zeros, which change nothing there, stand
 * before the first ones. So a product of vectors belongs to several messages, and no lanes are to
 * be brought together.
 *
 * <p>All messages are collected before the first one is hashed, so that hashing does not wait for
 * what has just been written. How that is done follows from sizes alone.
 */
final class ParallelGhash {

  /** Messages of a group. */
  static final int MESSAGES = Factors.LANES / 2;

  /** Blocks of a message at most. */
  static final int MOST_BLOCKS = 32;

  /** Nothing is gained where a group has one message. */
  private static final int ROOM = MESSAGES > 1 ? 8 * MOST_BLOCKS : 0;

  /** Rows that become factors together. */
  private static final int ROWS_TOGETHER = Factors.GROUP / MESSAGES;

  private static final int ROWS = ROOM / MESSAGES;
  private static final int MOST_GROUPS = ROWS / ROWS_TOGETHER;

  private static final int BLOCK_BYTES = Ghash.BLOCK_BYTES;
  private static final int ROW_BYTES = MESSAGES * BLOCK_BYTES;
  private static final VectorSpecies<Byte> BLOCK = ByteVector.SPECIES_128;
  private static final VectorSpecies<Integer> BLOCK_INTS = IntVector.SPECIES_128;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] blocks = new byte[ROWS * ROW_BYTES];
  private final long[] factors = new long[Factors.longs(MOST_BLOCKS * MESSAGES)];
  private final long[] sums = new long[MOST_GROUPS * Products.LONGS];
  private final long[] values = new long[MOST_GROUPS * Factors.LANES];

  /** For each group how many rows it has, and where they end. */
  private final int[] rows = new int[MOST_GROUPS];

  private final int[] ends = new int[MOST_GROUPS];

  /** For each group, how many groups of factors its messages are if hashed one by one. */
  private final int[] alone = new int[MOST_GROUPS];

  private int messages;
  private int usedRows;

  /** Where the next block of the message goes that was started. */
  private int next;

  /** Whether a message is short enough. */
  static boolean takes(int messageBlocks) {
    return MESSAGES > 1 && messageBlocks <= MOST_BLOCKS;
  }

  /** Forgets all messages. */
  void clear() {
    messages = 0;
    usedRows = 0;
  }

  /** Whether there is room for one more message. */
  boolean hasRoom(int messageBlocks) {
    int group = messages / MESSAGES;
    return group < MOST_GROUPS && usedRows + moreRows(group, messageBlocks) <= ROWS;
  }

  /** Makes room for a message; the answer is its place. */
  int add(int messageBlocks) {
    int group = messages / MESSAGES;
    int more = moreRows(group, messageBlocks);
    if (messages % MESSAGES == 0) {
      rows[group] = 0;
      alone[group] = 0;
    }
    usedRows += more;
    rows[group] += more;
    alone[group] += (messageBlocks + Factors.GROUP - 1) / Factors.GROUP;
    return messages++;
  }

  private int moreRows(int group, int messageBlocks) {
    int has = messages % MESSAGES == 0 ? 0 : rows[group];
    return Math.max(0, (messageBlocks + ROWS_TOGETHER - 1) / ROWS_TOGETHER * ROWS_TOGETHER - has);
  }

  /** To be called when all messages were added; leaves out what is less work one by one. */
  void settle() {
    int end = 0;
    for (int group = 0; group < groups(); group++) {
      if (rows[group] / ROWS_TOGETHER > alone[group]) {
        rows[group] = 0;
      }
      end += rows[group];
      ends[group] = end;
    }
    usedRows = end;
  }

  private int groups() {
    return (messages + MESSAGES - 1) / MESSAGES;
  }

  /** Whether a message is hashed here. */
  boolean isWorthwhile(int place) {
    return rows[place / MESSAGES] > 0;
  }

  /** Starts a message at its place. */
  void start(int place, int messageBlocks) {
    int group = place / MESSAGES;
    int first = ends[group] - messageBlocks;
    for (int row = ends[group] - rows[group]; row < first; row++) {
      ByteVector.zero(BLOCK).intoArray(blocks, at(row, place));
    }
    next = at(first, place);
  }

  private static int at(int row, int place) {
    return row * ROW_BYTES + place % MESSAGES * BLOCK_BYTES;
  }

  /** Adds data, and zeros up to the end of its last block. */
  void add(byte[] data, int offset, int length) {
    int to = next;
    int i = 0;
    for (; i <= length - BLOCK_BYTES; i += BLOCK_BYTES, to += ROW_BYTES) {
      ByteVector.fromArray(BLOCK, data, offset + i).intoArray(blocks, to);
    }
    next = to;
    if (i < length) {
      addEnd(data, offset + i, length - i);
    }
  }

  /** Adds the key stream to data, as {@link Counters#xor} does, and then the result here. */
  void addSealed(
      int[] keyStream, int from, byte[] in, int inOffset, byte[] out, int outOffset, int length) {
    int to = next;
    int key = from * SlicedState.BLOCK_INTS;
    int i = 0;
    for (; i <= length - BLOCK_BYTES; i += BLOCK_BYTES, to += ROW_BYTES) {
      ByteVector stream = IntVector.fromArray(BLOCK_INTS, keyStream, key).reinterpretAsBytes();
      ByteVector sealed = ByteVector.fromArray(BLOCK, in, inOffset + i).lanewise(XOR, stream);
      sealed.intoArray(out, outOffset + i);
      sealed.intoArray(blocks, to);
      key += SlicedState.BLOCK_INTS;
    }
    next = to;
    if (i < length) {
      int block = key / SlicedState.BLOCK_INTS;
      Counters.xor(keyStream, block, in, inOffset + i, out, outOffset + i, length - i);
      addEnd(out, outOffset + i, length - i);
    }
  }

  private void addEnd(byte[] data, int offset, int length) {
    ByteVector.zero(BLOCK).intoArray(blocks, next);
    System.arraycopy(data, offset, blocks, next, length);
    next += ROW_BYTES;
  }

  /** Ends a message with the block of lengths. */
  void end(int aadBytes, int dataBytes) {
    LONGS.set(blocks, next, (long) aadBytes * Byte.SIZE);
    LONGS.set(blocks, next + Long.BYTES, (long) dataBytes * Byte.SIZE);
  }

  /** Hashes all messages, after which their values are there. */
  void hash(HashKey key) {
    if (usedRows == 0) {
      return;
    }
    for (int group = 0; group < groups(); group++) {
      int from = (ends[group] - rows[group]) * MESSAGES;
      int count = rows[group] * MESSAGES;
      Factors.of(blocks, from, count, factors);
      Products.sum(factors, key.rowFactors(), count, sums, group * Products.LONGS);
    }
    Reduction.of(sums, groups(), values);
  }

  /** The first eight bytes of a message's value, the first one highest. */
  long high(int place) {
    return values[2 * place];
  }

  /** The other eight. */
  long low(int place) {
    return values[2 * place + 1];
  }

  void wipe() {
    Arrays.fill(blocks, (byte) 0);
    Arrays.fill(factors, 0);
    Arrays.fill(sums, 0);
    Arrays.fill(values, 0);
    next = 0;
  }
}
