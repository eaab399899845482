package org.ecall.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryRuleTest {

  private static final int SAMPLES = 120;
  private static final long MIB = 1 << 20;

  private static List<MemorySample> samples(
      int count, IntToLongFunction heap, IntToLongFunction rss, IntToLongFunction keys) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new MemorySample(
                    10 * i, heap.applyAsLong(i), rss.applyAsLong(i), keys.applyAsLong(i)))
        .toList();
  }

  private static List<String> complaints(IntToLongFunction heap, IntToLongFunction rss) {
    return MemoryRule.complaints(samples(SAMPLES, heap, rss, i -> 0), true);
  }

  @Test
  void levelMemoryIsSteady() {
    assertThat(complaints(i -> 20 * MIB, i -> 200 * MIB)).isEmpty();
  }

  @Test
  void warmingUpIsNoGrowth() {
    assertThat(complaints(i -> Math.min(i, 40) * MIB, i -> Math.min(10 * i, 400) * MIB)).isEmpty();
  }

  @Test
  void peaksAreNoGrowth() {
    assertThat(complaints(i -> (i % 10 + 1) * 50L * MIB, i -> (i % 7 + 1) * 100L * MIB)).isEmpty();
  }

  @Test
  void heapThatGrowsBitByBitIsNoticed() {
    assertThat(complaints(i -> 20 * MIB + i * MIB / 3, i -> 200 * MIB))
        .singleElement()
        .asString()
        .startsWith("heap grew");
  }

  @Test
  void nativeMemoryThatGrowsBitByBitIsNoticed() {
    assertThat(complaints(i -> 20 * MIB, i -> 200 * MIB + i * 5L * MIB / 4))
        .singleElement()
        .asString()
        .startsWith("resident memory grew");
  }

  @Test
  void allowanceIsKept() {
    long heap = MemoryRule.HEAP_ALLOWANCE_BYTES;
    assertThat(complaints(i -> i < SAMPLES / 2 ? 0 : heap, i -> 0)).isEmpty();
    assertThat(complaints(i -> i < SAMPLES / 2 ? 0 : heap + 1, i -> 0)).hasSize(1);
    long rss = MemoryRule.RSS_ALLOWANCE_BYTES;
    assertThat(complaints(i -> 0, i -> i < SAMPLES / 2 ? 0 : rss)).isEmpty();
    assertThat(complaints(i -> 0, i -> i < SAMPLES / 2 ? 0 : rss + 1)).hasSize(1);
  }

  @Test
  void registerOfUsedKeysMayGrow() {
    IntToLongFunction keys = i -> i * 100_000L;
    IntToLongFunction heap = i -> 16 * keys.applyAsLong(i);
    assertThat(MemoryRule.complaints(samples(SAMPLES, heap, i -> 0, keys), true)).isEmpty();
    assertThat(
            MemoryRule.complaints(
                samples(SAMPLES, i -> 2 * heap.applyAsLong(i), i -> 0, keys), true))
        .hasSize(1);
  }

  @Test
  void residentMemoryIsNotJudgedIfItSaysNothing() {
    List<MemorySample> samples = samples(SAMPLES, i -> 20 * MIB, i -> i * 100L * MIB, i -> 0);
    assertThat(MemoryRule.complaints(samples, false)).isEmpty();
    assertThat(MemoryRule.complaints(samples, true)).hasSize(1);
  }

  @Test
  void tooFewSamplesAreNotJudged() {
    IntToLongFunction growing = i -> i * 100L * MIB;
    assertThat(MemoryRule.complaints(samples(7, growing, growing, i -> 0), true)).isEmpty();
    assertThat(MemoryRule.complaints(samples(8, growing, growing, i -> 0), true)).hasSize(2);
  }

  @Test
  void tooLittleTimeIsNotJudged() {
    List<MemorySample> quick =
        IntStream.range(0, SAMPLES)
            .mapToObj(i -> new MemorySample(i / 4.0, i * MIB, i * 10L * MIB, 0))
            .toList();
    assertThat(MemoryRule.complaints(quick, true)).isEmpty();
  }

  @Test
  void processMemoryIsWhatItSays() {
    byte[][] kept = new byte[32][];
    MemorySample before = ProcessMemory.sample(0, 0);
    Arrays.setAll(kept, i -> new byte[(int) MIB]);
    MemorySample after = ProcessMemory.sample(1, 0);
    assertThat(after.heapBytes() - before.heapBytes()).isGreaterThan(16 * MIB);
    assertThat(Stream.of(kept).mapToLong(part -> part.length).sum()).isEqualTo(32 * MIB);
  }
}
