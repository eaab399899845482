package org.ecall.engine.java.vector;

import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SubBytes (FIPS 197 §5.1.1) on sliced states: the S-box as a Boolean circuit of 128 gates and
 * depth 16, from Joan Boyar and René Peralta, "A depth-16 circuit for the AES S-box" (IACR ePrint
 * 2011/332), with the names of its figures. Its four negations are left out; {@link RoundKeys} has
 * them.
 *
 * <p>Where C2 has operations of three inputs, it computes a gate again inside each of those that it
 * leads to, which costs more than it saves if these are several. It does not look through a change
 * of the type of lanes, of which three in a row are an identity that it does not find either: no
 * instruction, but a gate behind it is computed once.
 */
final class SubBytes {

  private static final VectorSpecies<Integer> SPECIES = SlicedState.SPECIES;
  private static final int LANES = SlicedState.LANES;

  private SubBytes() {}

  /**
   * Replaces states.
   *
   * @param states holds sliced states
   * @param end where the last of them ends
   */
  static void apply(int[] states, int end) {
    for (int at = 0; at < end; at += SlicedState.INTS) {
      IntVector x0 = IntVector.fromArray(SPECIES, states, at + 7 * LANES);
      IntVector x1 = IntVector.fromArray(SPECIES, states, at + 6 * LANES);
      IntVector x2 = IntVector.fromArray(SPECIES, states, at + 5 * LANES);
      IntVector x3 = IntVector.fromArray(SPECIES, states, at + 4 * LANES);
      IntVector x4 = IntVector.fromArray(SPECIES, states, at + 3 * LANES);
      IntVector x5 = IntVector.fromArray(SPECIES, states, at + 2 * LANES);
      IntVector x6 = IntVector.fromArray(SPECIES, states, at + LANES);
      IntVector x7 = IntVector.fromArray(SPECIES, states, at);

      // Top linear layer.
      IntVector t1 =
          x0.lanewise(XOR, x3).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t2 =
          x0.lanewise(XOR, x5).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t3 =
          x0.lanewise(XOR, x6).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t4 =
          x3.lanewise(XOR, x5).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t5 =
          x4.lanewise(XOR, x6).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t6 =
          t1.lanewise(XOR, t5).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t7 =
          x1.lanewise(XOR, x2).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t8 =
          x7.lanewise(XOR, t6).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t9 = x7.lanewise(XOR, t7);
      IntVector t10 =
          t6.lanewise(XOR, t7).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t11 =
          x1.lanewise(XOR, x5).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t12 = x2.lanewise(XOR, x5);
      IntVector t13 = t3.lanewise(XOR, t4);
      IntVector t14 = t6.lanewise(XOR, t11);
      IntVector t15 = t5.lanewise(XOR, t11);
      IntVector t16 = t5.lanewise(XOR, t12);
      IntVector t17 = t9.lanewise(XOR, t16);
      IntVector t18 = x3.lanewise(XOR, x7);
      IntVector t19 =
          t7.lanewise(XOR, t18).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t20 =
          t1.lanewise(XOR, t19).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector t21 = x6.lanewise(XOR, x7);
      IntVector t22 = t7.lanewise(XOR, t21);
      IntVector t23 = t2.lanewise(XOR, t22);
      IntVector t24 = t2.lanewise(XOR, t10);
      IntVector t25 = t20.lanewise(XOR, t17);
      IntVector t26 = t3.lanewise(XOR, t16);
      IntVector t27 = t1.lanewise(XOR, t12);

      // Inversion in GF(2^8), over towers of fields.
      IntVector m1 = t13.and(t6);
      IntVector m2 = t23.and(t8);
      IntVector m3 = t14.lanewise(XOR, m1);
      IntVector m4 = t19.and(x7);
      IntVector m5 = m4.lanewise(XOR, m1);
      IntVector m6 = t3.and(t16).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m7 = t22.and(t9);
      IntVector m8 = t26.lanewise(XOR, m6);
      IntVector m9 = t20.and(t17);
      IntVector m10 = m9.lanewise(XOR, m6);
      IntVector m11 = t1.and(t15);
      IntVector m12 = t4.and(t27);
      IntVector m13 = m12.lanewise(XOR, m11);
      IntVector m14 = t2.and(t10);
      IntVector m15 = m14.lanewise(XOR, m11);
      IntVector m16 = m3.lanewise(XOR, m2);
      IntVector m17 = m5.lanewise(XOR, t24);
      IntVector m18 = m8.lanewise(XOR, m7);
      IntVector m19 = m10.lanewise(XOR, m15);
      IntVector m20 = m16.lanewise(XOR, m13);
      IntVector m21 = m17.lanewise(XOR, m15);
      IntVector m22 = m18.lanewise(XOR, m13);
      IntVector m23 = m19.lanewise(XOR, t25);
      IntVector m24 =
          m22.lanewise(XOR, m23).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m25 = m22.and(m20).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m26 = m21.lanewise(XOR, m25);
      IntVector m27 = m20.lanewise(XOR, m21);
      IntVector m28 = m23.lanewise(XOR, m25);
      IntVector m29 = m28.and(m27);
      IntVector m30 = m26.and(m24);
      IntVector m31 = m20.and(m23);
      IntVector m32 = m27.and(m31);
      IntVector m33 = m27.lanewise(XOR, m25);
      IntVector m34 = m21.and(m22);
      IntVector m35 = m24.and(m34);
      IntVector m36 = m24.lanewise(XOR, m25);
      IntVector m37 = m21.lanewise(XOR, m29);
      IntVector m38 = m32.lanewise(XOR, m33);
      IntVector m39 = m23.lanewise(XOR, m30);
      IntVector m40 = m35.lanewise(XOR, m36);
      IntVector m41 =
          m38.lanewise(XOR, m40).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m42 =
          m37.lanewise(XOR, m39).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m43 = m37.lanewise(XOR, m38);
      IntVector m44 =
          m39.lanewise(XOR, m40).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m45 = m42.lanewise(XOR, m41);
      IntVector m46 = m44.and(t6);
      IntVector m47 = m40.and(t8);
      IntVector m48 = m39.and(x7).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m49 = m43.and(t16);
      IntVector m50 = m38.and(t9);
      IntVector m51 = m37.and(t17).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m52 = m42.and(t15);
      IntVector m53 = m45.and(t27);
      IntVector m54 = m41.and(t10);
      IntVector m55 = m44.and(t13);
      IntVector m56 = m40.and(t23);
      IntVector m57 = m39.and(t19);
      IntVector m58 = m43.and(t3);
      IntVector m59 = m38.and(t22);
      IntVector m60 = m37.and(t20);
      IntVector m61 = m42.and(t1).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector m62 = m45.and(t4);
      IntVector m63 = m41.and(t2);

      // Bottom linear layer.
      IntVector l0 =
          m61.lanewise(XOR, m62).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector l1 =
          m50.lanewise(XOR, m56).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector l2 = m46.lanewise(XOR, m48);
      IntVector l3 = m47.lanewise(XOR, m55);
      IntVector l4 = m54.lanewise(XOR, m58);
      IntVector l5 = m49.lanewise(XOR, m61);
      IntVector l6 = m62.lanewise(XOR, l5);
      IntVector l7 = m46.lanewise(XOR, l3);
      IntVector l8 = m51.lanewise(XOR, m59);
      IntVector l9 =
          m52.lanewise(XOR, m53).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector l10 =
          m53.lanewise(XOR, l4).reinterpretAsLongs().reinterpretAsShorts().reinterpretAsInts();
      IntVector l11 = m60.lanewise(XOR, l2);
      IntVector l12 = m48.lanewise(XOR, m51);
      IntVector l13 = m50.lanewise(XOR, l0);
      IntVector l14 = m52.lanewise(XOR, m61);
      IntVector l15 = m55.lanewise(XOR, l1);
      IntVector l16 = m56.lanewise(XOR, l0);
      IntVector l17 = m57.lanewise(XOR, l1);
      IntVector l18 = m58.lanewise(XOR, l8);
      IntVector l19 = m63.lanewise(XOR, l4);
      IntVector l20 = l0.lanewise(XOR, l1);
      IntVector l21 = l1.lanewise(XOR, l7);
      IntVector l22 = l3.lanewise(XOR, l12);
      IntVector l23 = l18.lanewise(XOR, l2);
      IntVector l24 = l15.lanewise(XOR, l9);
      IntVector l25 = l6.lanewise(XOR, l10);
      IntVector l26 = l7.lanewise(XOR, l9);
      IntVector l27 = l8.lanewise(XOR, l10);
      IntVector l28 = l11.lanewise(XOR, l14);
      IntVector l29 = l11.lanewise(XOR, l17);
      IntVector s0 = l6.lanewise(XOR, l24);
      IntVector s1 = l16.lanewise(XOR, l26);
      IntVector s2 = l19.lanewise(XOR, l28);
      IntVector s3 = l6.lanewise(XOR, l21);
      IntVector s4 = l20.lanewise(XOR, l22);
      IntVector s5 = l25.lanewise(XOR, l29);
      IntVector s6 = l13.lanewise(XOR, l27);
      IntVector s7 = l6.lanewise(XOR, l23);

      s0.intoArray(states, at + 7 * LANES);
      s1.intoArray(states, at + 6 * LANES);
      s2.intoArray(states, at + 5 * LANES);
      s3.intoArray(states, at + 4 * LANES);
      s4.intoArray(states, at + 3 * LANES);
      s5.intoArray(states, at + 2 * LANES);
      s6.intoArray(states, at + LANES);
      s7.intoArray(states, at);
    }
  }
}
