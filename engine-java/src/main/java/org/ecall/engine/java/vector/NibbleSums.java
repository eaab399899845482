package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of products from the tables of {@link HashKey}. Vectors of 512 bits hold a table of sixteen
 * numbers, and look all sixteen nibbles up at once; shorter ones have tables of bytes, and use
 * vectors of 128 bits, in which shuffles of bytes are a single instruction everywhere.
 *
 * <p>A result is sixteen pieces of 128 bits: their sum is that of the products, when each is moved
 * on by as many bytes as its number says.
 */
final class NibbleSums {

  /** Size of all pieces in numbers. */
  static final int LONGS = 2 * Ghash.BLOCK_BYTES;

  private static final VectorSpecies<Byte> BLOCK = ByteVector.SPECIES_128;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
  private static final boolean WIDE = SlicedState.LANES == INTS.length();

  private static final int NIBBLE_MASK = 0x0F;
  private static final int NIBBLE_BITS = 4;
  private static final int WORDS = 4;
  private static final int HALF = HashKey.TABLE_BYTES / 2;
  private static final int WIDE_TABLE = HashKey.NIBBLES * Integer.BYTES;
  private static final int NARROW_TABLE = HashKey.NIBBLES;

  /** For the bytes of words from the lowest to the highest: which word, and how far to shift it. */
  private static final int[] WORD = new int[INTS.length()];

  private static final int[] SHIFT = new int[INTS.length()];

  static {
    for (int lane = 0; lane < INTS.length(); lane++) {
      WORD[lane] = lane % WORDS;
      SHIFT[lane] = lane / WORDS * Byte.SIZE;
    }
  }

  private NibbleSums() {}

  /** Where a table for half a byte has a byte of the product of a nibble. */
  static int tableIndex(int place, int nibble) {
    return WIDE
        ? place / Integer.BYTES * WIDE_TABLE + nibble * Integer.BYTES + place % Integer.BYTES
        : place * NARROW_TABLE + nibble;
  }

  /**
   * Sums the products of blocks and descending powers.
   *
   * @param tables of {@link HashKey}
   * @param table of the power for the first block
   * @param blocks the blocks, from the start
   * @param count how many
   * @param pieces takes the result
   */
  static void sum(MemorySegment tables, long table, byte[] blocks, int count, long[] pieces) {
    if (WIDE) {
      sumWide(tables, table, blocks, count, pieces);
    } else {
      for (int place = 0; place < Ghash.BLOCK_BYTES; place += WORDS) {
        sumNarrow(tables, table + (long) place * NARROW_TABLE, blocks, count, place, pieces);
      }
    }
  }

  private static void sumWide(
      MemorySegment tables, long first, byte[] blocks, int count, long[] pieces) {
    IntVector word = IntVector.fromArray(INTS, WORD, 0);
    IntVector shift = IntVector.fromArray(INTS, SHIFT, 0);
    IntVector sum0 = IntVector.zero(INTS);
    IntVector sum1 = sum0;
    IntVector sum2 = sum0;
    IntVector sum3 = sum0;
    long table = first;
    for (int i = 0; i < count; i++, table += HashKey.TABLE_BYTES) {
      ByteVector block = ByteVector.fromArray(BLOCK, blocks, i * Ghash.BLOCK_BYTES);
      IntVector words = (IntVector) block.reinterpretShape(INTS, 0);
      IntVector bytes = word.selectFrom(words).lanewise(LSHR, shift);
      IntVector upper = bytes.lanewise(LSHR, NIBBLE_BITS).and(NIBBLE_MASK);
      IntVector lower = bytes.and(NIBBLE_MASK);
      sum0 = sum0.lanewise(XOR, upper.selectFrom(wide(tables, table)));
      sum1 = sum1.lanewise(XOR, upper.selectFrom(wide(tables, table + WIDE_TABLE)));
      sum2 = sum2.lanewise(XOR, upper.selectFrom(wide(tables, table + 2 * WIDE_TABLE)));
      sum3 = sum3.lanewise(XOR, upper.selectFrom(wide(tables, table + 3 * WIDE_TABLE)));
      long other = table + HALF;
      sum0 = sum0.lanewise(XOR, lower.selectFrom(wide(tables, other)));
      sum1 = sum1.lanewise(XOR, lower.selectFrom(wide(tables, other + WIDE_TABLE)));
      sum2 = sum2.lanewise(XOR, lower.selectFrom(wide(tables, other + 2 * WIDE_TABLE)));
      sum3 = sum3.lanewise(XOR, lower.selectFrom(wide(tables, other + 3 * WIDE_TABLE)));
    }
    sum0.reinterpretAsLongs().intoArray(pieces, 0);
    sum1.reinterpretAsLongs().intoArray(pieces, LONGS / WORDS);
    sum2.reinterpretAsLongs().intoArray(pieces, 2 * LONGS / WORDS);
    sum3.reinterpretAsLongs().intoArray(pieces, 3 * LONGS / WORDS);
  }

  private static IntVector wide(MemorySegment tables, long table) {
    return IntVector.fromMemorySegment(INTS, tables, table, ByteOrder.LITTLE_ENDIAN);
  }

  /** Four places of products at a time: there are processors with few registers. */
  private static void sumNarrow(
      MemorySegment tables, long first, byte[] blocks, int count, int place, long[] pieces) {
    ByteVector sum0 = ByteVector.zero(BLOCK);
    ByteVector sum1 = sum0;
    ByteVector sum2 = sum0;
    ByteVector sum3 = sum0;
    long table = first;
    for (int i = 0; i < count; i++, table += HashKey.TABLE_BYTES) {
      ByteVector block = ByteVector.fromArray(BLOCK, blocks, i * Ghash.BLOCK_BYTES);
      ByteVector upper =
          block
              .reinterpretAsInts()
              .lanewise(LSHR, NIBBLE_BITS)
              .reinterpretAsBytes()
              .and((byte) NIBBLE_MASK);
      ByteVector lower = block.and((byte) NIBBLE_MASK);
      sum0 = sum0.lanewise(XOR, upper.selectFrom(narrow(tables, table)));
      sum1 = sum1.lanewise(XOR, upper.selectFrom(narrow(tables, table + NARROW_TABLE)));
      sum2 = sum2.lanewise(XOR, upper.selectFrom(narrow(tables, table + 2 * NARROW_TABLE)));
      sum3 = sum3.lanewise(XOR, upper.selectFrom(narrow(tables, table + 3 * NARROW_TABLE)));
      long other = table + HALF;
      sum0 = sum0.lanewise(XOR, lower.selectFrom(narrow(tables, other)));
      sum1 = sum1.lanewise(XOR, lower.selectFrom(narrow(tables, other + NARROW_TABLE)));
      sum2 = sum2.lanewise(XOR, lower.selectFrom(narrow(tables, other + 2 * NARROW_TABLE)));
      sum3 = sum3.lanewise(XOR, lower.selectFrom(narrow(tables, other + 3 * NARROW_TABLE)));
    }
    sum0.reinterpretAsLongs().intoArray(pieces, 2 * place);
    sum1.reinterpretAsLongs().intoArray(pieces, 2 * place + 2);
    sum2.reinterpretAsLongs().intoArray(pieces, 2 * place + 4);
    sum3.reinterpretAsLongs().intoArray(pieces, 2 * place + 6);
  }

  private static ByteVector narrow(MemorySegment tables, long table) {
    return ByteVector.fromMemorySegment(BLOCK, tables, table, ByteOrder.LITTLE_ENDIAN);
  }
}
