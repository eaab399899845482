package org.ecall.engine.java.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.LanePool;
import org.junit.jupiter.api.Test;

class VectorKeyTest {

  @Test
  void nothingIsLeftOfAClosedKey() {
    byte[] bytes = new byte[32];
    bytes[0] = 1;
    VectorKey key = new VectorKey(MemorySegment.ofArray(bytes));
    key.seal(1, 2, bytes, 0, 16, bytes, 0, 16, new byte[32], 0);
    LanePool.Lane<Workspace> lane = key.take();
    Workspace space = lane.object();
    ExpandedKey expanded = key.expanded();
    key.give(lane);
    assertThat(expanded.roundKeys().sliced()).isNotEqualTo(zeros(expanded.roundKeys().sliced()));
    assertThat(expanded.hashKey().factors()).doesNotContain(0);
    assertThat(space.blocks).isNotEqualTo(new int[space.blocks.length]);
    assertThat(space.ghash.high()).isNotZero();

    key.close();
    assertThat(expanded.roundKeys().sliced()).containsOnly(0);
    assertThat(expanded.firstRound().changes()).containsOnly(0);
    assertThat(expanded.hashKey().factors()).containsOnly(0);
    assertThat(space.blocks).containsOnly(0);
    assertThat(space.ghash.high() | space.ghash.low()).isZero();
  }

  private static int[] zeros(int[] like) {
    return new int[like.length];
  }

  /** The build runs these tests with vectors of several lengths. */
  @Test
  void vectorsAreNoLongerThanIsMeant() {
    assertThat(SlicedState.SPECIES.vectorBitSize())
        .isBetween(128, Integer.getInteger("ecall.vector.bits", 512));
  }
}
