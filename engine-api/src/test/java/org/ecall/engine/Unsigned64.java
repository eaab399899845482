package org.ecall.engine;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Unsigned 64-bit numbers for properties, most of them near a change of size. */
public final class Unsigned64 {

  /** Numbers beside every edge of the header's encoding. */
  public static final List<Long> EDGES = edges();

  private Unsigned64() {}

  private static List<Long> edges() {
    List<Long> edges = new ArrayList<>(List.of(0L, 1L, 6L, 7L, 8L, 9L));
    for (int bits = Byte.SIZE; bits < Long.SIZE; bits += Byte.SIZE) {
      edges.addAll(List.of((1L << bits) - 2, (1L << bits) - 1, 1L << bits, (1L << bits) + 1));
    }
    edges.addAll(List.of(Long.MAX_VALUE, Long.MIN_VALUE, -2L, -1L));
    return List.copyOf(edges);
  }

  /** Any number: an edge, one of any length in bits, or any at all. */
  public static Arbitrary<Long> any() {
    Arbitrary<Long> anyBits = Arbitraries.longs();
    return Arbitraries.oneOf(
            Arbitraries.of(EDGES),
            anyBits.flatMap(
                bits -> Arbitraries.integers().between(0, Long.SIZE - 1).map(cut -> bits >>> cut)),
            anyBits)
        .withoutEdgeCases();
  }
}
