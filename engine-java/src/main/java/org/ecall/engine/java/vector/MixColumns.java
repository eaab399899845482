package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * ShiftRows, MixColumns and AddRoundKey (FIPS 197 §5.1.2 to §5.1.4) on sliced states. Rows are not
 * shifted: a state is what some shifts would take to the true one, and columns are mixed
 * accordingly (Adomnicai and Peyrin, "Fixslicing AES-like Ciphers", CHES 2021). Where {@code r}
 * shifts are left, what is in row {@code i} of a column belongs to the byte in row {@code i + 1}
 * that stands {@code r} columns on, whatever {@code i} is, so that a rotation of rows and one of
 * columns bring it there.
 *
 * <p>Sums of two rows are hidden from C2 as {@link SubBytes} does it.
 */
final class MixColumns {

  private static final VectorSpecies<Integer> SPECIES = SlicedState.SPECIES;
  private static final int LANES = SlicedState.LANES;

  private static final int COLUMNS = SlicedState.COLUMNS;

  /** For rotations of 0 to 3 columns, which lane each lane takes. */
  private static final int[] ROTATED = rotated();

  private MixColumns() {}

  private static int[] rotated() {
    int[] lanes = new int[COLUMNS * LANES];
    for (int i = 0; i < lanes.length; i++) {
      int lane = i % LANES;
      lanes[i] = lane - lane % COLUMNS + (lane + i / LANES) % COLUMNS;
    }
    return lanes;
  }

  /** Which lane each lane takes where columns are rotated by a number of them. */
  private static IntVector rotation(int columns) {
    return IntVector.fromArray(SPECIES, ROTATED, columns % COLUMNS * LANES);
  }

  /**
   * Replaces states.
   *
   * @param states holds sliced states
   * @param end where the last of them ends
   * @param keys holds sliced round keys
   * @param round number of the round, from 1, and of the key
   */
  static void apply(int[] states, int end, int[] keys, int round) {
    int shifts = SlicedState.shiftsLeft(round);
    IntVector once = rotation(shifts);
    IntVector twice = rotation(2 * shifts);
    int key = round * SlicedState.INTS;
    IntVector k0 = IntVector.fromArray(SPECIES, keys, key);
    IntVector k1 = IntVector.fromArray(SPECIES, keys, key + LANES);
    IntVector k2 = IntVector.fromArray(SPECIES, keys, key + 2 * LANES);
    IntVector k3 = IntVector.fromArray(SPECIES, keys, key + 3 * LANES);
    IntVector k4 = IntVector.fromArray(SPECIES, keys, key + 4 * LANES);
    IntVector k5 = IntVector.fromArray(SPECIES, keys, key + 5 * LANES);
    IntVector k6 = IntVector.fromArray(SPECIES, keys, key + 6 * LANES);
    IntVector k7 = IntVector.fromArray(SPECIES, keys, key + 7 * LANES);
    for (int at = 0; at < end; at += SlicedState.INTS) {
      IntVector a0 = IntVector.fromArray(SPECIES, states, at);
      IntVector a1 = IntVector.fromArray(SPECIES, states, at + LANES);
      IntVector a2 = IntVector.fromArray(SPECIES, states, at + 2 * LANES);
      IntVector a3 = IntVector.fromArray(SPECIES, states, at + 3 * LANES);
      IntVector a4 = IntVector.fromArray(SPECIES, states, at + 4 * LANES);
      IntVector a5 = IntVector.fromArray(SPECIES, states, at + 5 * LANES);
      IntVector a6 = IntVector.fromArray(SPECIES, states, at + 6 * LANES);
      IntVector a7 = IntVector.fromArray(SPECIES, states, at + 7 * LANES);

      // The next row of each byte, and its sum with the byte.
      IntVector r0 = once.selectFrom(a0).lanewise(ROR, Byte.SIZE);
      IntVector r1 = once.selectFrom(a1).lanewise(ROR, Byte.SIZE);
      IntVector r2 = once.selectFrom(a2).lanewise(ROR, Byte.SIZE);
      IntVector r3 = once.selectFrom(a3).lanewise(ROR, Byte.SIZE);
      IntVector r4 = once.selectFrom(a4).lanewise(ROR, Byte.SIZE);
      IntVector r5 = once.selectFrom(a5).lanewise(ROR, Byte.SIZE);
      IntVector r6 = once.selectFrom(a6).lanewise(ROR, Byte.SIZE);
      IntVector r7 = once.selectFrom(a7).lanewise(ROR, Byte.SIZE);
      IntVector t0 =
          a0.lanewise(XOR, r0).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t1 =
          a1.lanewise(XOR, r1).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t2 =
          a2.lanewise(XOR, r2).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t3 =
          a3.lanewise(XOR, r3).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t4 =
          a4.lanewise(XOR, r4).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t5 =
          a5.lanewise(XOR, r5).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t6 =
          a6.lanewise(XOR, r6).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t7 =
          a7.lanewise(XOR, r7).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();

      // Twice the sum, plus the other three rows.
      IntVector u0 = twice.selectFrom(t0).lanewise(ROR, 2 * Byte.SIZE).lanewise(XOR, r0);
      IntVector u1 = twice.selectFrom(t1).lanewise(ROR, 2 * Byte.SIZE).lanewise(XOR, r1);
      IntVector u2 = twice.selectFrom(t2).lanewise(ROR, 2 * Byte.SIZE).lanewise(XOR, r2);
      IntVector u3 = twice.selectFrom(t3).lanewise(ROR, 2 * Byte.SIZE).lanewise(XOR, r3);
      IntVector u4 = twice.selectFrom(t4).lanewise(ROR, 2 * Byte.SIZE).lanewise(XOR, r4);
      IntVector u5 = twice.selectFrom(t5).lanewise(ROR, 2 * Byte.SIZE).lanewise(XOR, r5);
      IntVector u6 = twice.selectFrom(t6).lanewise(ROR, 2 * Byte.SIZE).lanewise(XOR, r6);
      IntVector u7 = twice.selectFrom(t7).lanewise(ROR, 2 * Byte.SIZE).lanewise(XOR, r7);
      u0.lanewise(XOR, t7).lanewise(XOR, k0).intoArray(states, at);
      u1.lanewise(XOR, t0).lanewise(XOR, t7.lanewise(XOR, k1)).intoArray(states, at + LANES);
      u2.lanewise(XOR, t1).lanewise(XOR, k2).intoArray(states, at + 2 * LANES);
      u3.lanewise(XOR, t2).lanewise(XOR, t7.lanewise(XOR, k3)).intoArray(states, at + 3 * LANES);
      u4.lanewise(XOR, t3).lanewise(XOR, t7.lanewise(XOR, k4)).intoArray(states, at + 4 * LANES);
      u5.lanewise(XOR, t4).lanewise(XOR, k5).intoArray(states, at + 5 * LANES);
      u6.lanewise(XOR, t5).lanewise(XOR, k6).intoArray(states, at + 6 * LANES);
      u7.lanewise(XOR, t6).lanewise(XOR, k7).intoArray(states, at + 7 * LANES);
    }
  }
}
