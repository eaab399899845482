package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * AES states in sliced form. A state is eight vectors; vector {@code b} holds bit {@code b} of
 * every byte. A byte of a vector stands for one byte position of a block and has a bit for each of
 * eight blocks, 128 bits for all positions (Käsper and Schwabe, "Faster and Timing-Attack Resistant
 * AES-GCM", CHES 2009). So a vector of 512 bits makes a state of 32 blocks, one of 128 bits a state
 * of eight.
 *
 * <p>In plain form the eight vectors hold the blocks one after the other, as memory has them.
 */
final class SlicedState {

  static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Vectors of a state. */
  static final int PLANES = Byte.SIZE;

  /** Size of a state in numbers. */
  static final int INTS = PLANES * LANES;

  static final int BLOCK_INTS = 4;

  /** A number of a block is a column. */
  static final int COLUMNS = BLOCK_INTS;

  /** Blocks of a state. */
  static final int BLOCKS = INTS / BLOCK_INTS;

  // Which bits a vector gives to the other one, as seen from there.
  private static final int ODD_BITS = 0x55555555;
  private static final int ODD_PAIRS = 0x33333333;
  private static final int ODD_NIBBLES = 0x0F0F0F0F;

  private SlicedState() {}

  /**
   * How many times rows are still to be shifted after a round. Four times change nothing, and
   * ciphers have four rounds, or a multiple, and two: who starts with two has none left at the end.
   */
  static int shiftsLeft(int round) {
    return (round + 2) % COLUMNS;
  }

  /**
   * Turns states from plain form into sliced form, or back: transposes bits.
   *
   * @param states where they are, from the start
   * @param end where the last of them ends
   * @param keys holds what is added to each of them before
   * @param key where that starts
   */
  static void transpose(int[] states, int end, int[] keys, int key) {
    IntVector k0 = IntVector.fromArray(SPECIES, keys, key);
    IntVector k1 = IntVector.fromArray(SPECIES, keys, key + LANES);
    IntVector k2 = IntVector.fromArray(SPECIES, keys, key + 2 * LANES);
    IntVector k3 = IntVector.fromArray(SPECIES, keys, key + 3 * LANES);
    IntVector k4 = IntVector.fromArray(SPECIES, keys, key + 4 * LANES);
    IntVector k5 = IntVector.fromArray(SPECIES, keys, key + 5 * LANES);
    IntVector k6 = IntVector.fromArray(SPECIES, keys, key + 6 * LANES);
    IntVector k7 = IntVector.fromArray(SPECIES, keys, key + 7 * LANES);
    for (int at = 0; at < end; at += INTS) {
      IntVector v0 = IntVector.fromArray(SPECIES, states, at).lanewise(XOR, k0);
      IntVector v1 = IntVector.fromArray(SPECIES, states, at + LANES).lanewise(XOR, k1);
      IntVector v2 = IntVector.fromArray(SPECIES, states, at + 2 * LANES).lanewise(XOR, k2);
      IntVector v3 = IntVector.fromArray(SPECIES, states, at + 3 * LANES).lanewise(XOR, k3);
      IntVector v4 = IntVector.fromArray(SPECIES, states, at + 4 * LANES).lanewise(XOR, k4);
      IntVector v5 = IntVector.fromArray(SPECIES, states, at + 5 * LANES).lanewise(XOR, k5);
      IntVector v6 = IntVector.fromArray(SPECIES, states, at + 6 * LANES).lanewise(XOR, k6);
      IntVector v7 = IntVector.fromArray(SPECIES, states, at + 7 * LANES).lanewise(XOR, k7);

      IntVector d0 = v0.lanewise(LSHR, 1).lanewise(XOR, v1).and(ODD_BITS);
      IntVector p0 = v0.lanewise(XOR, d0.lanewise(LSHL, 1));
      IntVector p1 = v1.lanewise(XOR, d0);
      IntVector d1 = v2.lanewise(LSHR, 1).lanewise(XOR, v3).and(ODD_BITS);
      IntVector p2 = v2.lanewise(XOR, d1.lanewise(LSHL, 1));
      IntVector p3 = v3.lanewise(XOR, d1);
      IntVector d2 = v4.lanewise(LSHR, 1).lanewise(XOR, v5).and(ODD_BITS);
      IntVector p4 = v4.lanewise(XOR, d2.lanewise(LSHL, 1));
      IntVector p5 = v5.lanewise(XOR, d2);
      IntVector d3 = v6.lanewise(LSHR, 1).lanewise(XOR, v7).and(ODD_BITS);
      IntVector p6 = v6.lanewise(XOR, d3.lanewise(LSHL, 1));
      IntVector p7 = v7.lanewise(XOR, d3);

      IntVector d4 = p0.lanewise(LSHR, 2).lanewise(XOR, p2).and(ODD_PAIRS);
      IntVector q0 = p0.lanewise(XOR, d4.lanewise(LSHL, 2));
      IntVector q2 = p2.lanewise(XOR, d4);
      IntVector d5 = p1.lanewise(LSHR, 2).lanewise(XOR, p3).and(ODD_PAIRS);
      IntVector q1 = p1.lanewise(XOR, d5.lanewise(LSHL, 2));
      IntVector q3 = p3.lanewise(XOR, d5);
      IntVector d6 = p4.lanewise(LSHR, 2).lanewise(XOR, p6).and(ODD_PAIRS);
      IntVector q4 = p4.lanewise(XOR, d6.lanewise(LSHL, 2));
      IntVector q6 = p6.lanewise(XOR, d6);
      IntVector d7 = p5.lanewise(LSHR, 2).lanewise(XOR, p7).and(ODD_PAIRS);
      IntVector q5 = p5.lanewise(XOR, d7.lanewise(LSHL, 2));
      IntVector q7 = p7.lanewise(XOR, d7);

      IntVector d8 = q0.lanewise(LSHR, 4).lanewise(XOR, q4).and(ODD_NIBBLES);
      IntVector r0 = q0.lanewise(XOR, d8.lanewise(LSHL, 4));
      IntVector r4 = q4.lanewise(XOR, d8);
      IntVector d9 = q1.lanewise(LSHR, 4).lanewise(XOR, q5).and(ODD_NIBBLES);
      IntVector r1 = q1.lanewise(XOR, d9.lanewise(LSHL, 4));
      IntVector r5 = q5.lanewise(XOR, d9);
      IntVector d10 = q2.lanewise(LSHR, 4).lanewise(XOR, q6).and(ODD_NIBBLES);
      IntVector r2 = q2.lanewise(XOR, d10.lanewise(LSHL, 4));
      IntVector r6 = q6.lanewise(XOR, d10);
      IntVector d11 = q3.lanewise(LSHR, 4).lanewise(XOR, q7).and(ODD_NIBBLES);
      IntVector r3 = q3.lanewise(XOR, d11.lanewise(LSHL, 4));
      IntVector r7 = q7.lanewise(XOR, d11);

      r0.intoArray(states, at);
      r1.intoArray(states, at + LANES);
      r2.intoArray(states, at + 2 * LANES);
      r3.intoArray(states, at + 3 * LANES);
      r4.intoArray(states, at + 4 * LANES);
      r5.intoArray(states, at + 5 * LANES);
      r6.intoArray(states, at + 6 * LANES);
      r7.intoArray(states, at + 7 * LANES);
    }
  }
}
