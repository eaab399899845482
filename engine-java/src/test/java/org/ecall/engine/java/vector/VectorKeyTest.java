package org.ecall.engine.java.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    assertThat(expanded.hashKey().rowFactors()).doesNotContain(0);

    key.close();
    assertThat(expanded.roundKeys().sliced()).containsOnly(0);
    assertThat(expanded.firstRound().changes()).containsOnly(0);
    assertThat(expanded.hashKey().factors()).containsOnly(0);
    assertThat(expanded.hashKey().rowFactors()).containsOnly(0);
    assertThat(space.blocks).containsOnly(0);
    assertThat(space.ghash.high() | space.ghash.low()).isZero();
  }

  @Test
  void nothingIsLeftOfMessagesThatWereHashedTogether() {
    assumeTrue(ParallelGhash.MESSAGES > 1, "a vector holds one block");
    byte[] bytes = new byte[32];
    VectorKey key = new VectorKey(MemorySegment.ofArray(bytes));
    LanePool.Lane<Workspace> lane = key.take();
    ParallelGhash ghash = lane.object().parallelGhash;
    assertThat(ParallelGhashTest.hash(ghash, key.expanded().hashKey(), bytes)).isNotZero();
    key.give(lane);
    key.close();
    assertThat(ghash.high(0) | ghash.low(0)).isZero();
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
