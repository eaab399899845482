package org.ecall.engine.java.staging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizedArraysTest {

  private final SizedArrays arrays = new SizedArrays();

  @Test
  void everySizeFitsWithAQuarterToSpareAtMost() {
    for (int size = 0; size <= (1 << 20) + 3; size += size < 5000 ? 1 : 61) {
      byte[] array = arrays.get(size);
      assertThat(array.length).isGreaterThanOrEqualTo(size);
      assertThat(array.length).isLessThanOrEqualTo(Math.max(256, size + size / 4 + 1));
    }
  }

  @Test
  void arraysAreKeptUpToTheLargestClass() {
    assertThat(arrays.get(0)).isSameAs(arrays.get(256));
    assertThat(arrays.get(257)).isSameAs(arrays.get(320)).isNotSameAs(arrays.get(321));
    assertThat(arrays.get(1 << 20)).isSameAs(arrays.get((1 << 20) - 1));
    int huge = (1 << 20) + 1;
    assertThat(arrays.get(huge)).hasSize(huge).isNotSameAs(arrays.get(huge));
  }
}
