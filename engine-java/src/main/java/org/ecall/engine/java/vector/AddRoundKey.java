package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * AddRoundKey (FIPS 197 §5.1.4) where it stands alone: {@link MixColumns} adds the keys of the
 * rounds between.
 */
final class AddRoundKey {

  private static final VectorSpecies<Integer> SPECIES = SlicedState.SPECIES;
  private static final int LANES = SlicedState.LANES;
  private static final int STATE = SlicedState.INTS;

  /** An even number of rounds that is not divisible by four leaves rows two columns behind. */
  private static final int COLUMNS_BEHIND = 2;

  /** The bytes of rows 1 and 3. */
  private static final int ODD_ROWS = 0xFF00FF00;

  private AddRoundKey() {}

  /** Adds the first key to the states up to an end. */
  static void first(int[] states, int end, RoundKeys keys) {
    int[] sliced = keys.sliced();
    for (int at = 0; at < end; at += STATE) {
      for (int i = 0; i < STATE; i += LANES) {
        IntVector.fromArray(SPECIES, states, at + i)
            .lanewise(XOR, IntVector.fromArray(SPECIES, sliced, i))
            .intoArray(states, at + i);
      }
    }
  }

  /** Shifts rows to where they belong, and adds the last key. */
  static void last(int[] states, int end, RoundKeys keys) {
    int[] sliced = keys.sliced();
    int key = keys.rounds() * STATE;
    IntVector behind = MixColumns.rotation(COLUMNS_BEHIND);
    for (int at = 0; at < end; at += STATE) {
      for (int i = 0; i < STATE; i += LANES) {
        IntVector plane = IntVector.fromArray(SPECIES, states, at + i);
        IntVector moved = behind.selectFrom(plane).lanewise(XOR, plane).and(ODD_ROWS);
        plane
            .lanewise(XOR, moved)
            .lanewise(XOR, IntVector.fromArray(SPECIES, sliced, key + i))
            .intoArray(states, at + i);
      }
    }
  }
}
