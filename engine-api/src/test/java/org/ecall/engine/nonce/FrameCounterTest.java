package org.ecall.engine.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ecall.engine.SealLimits;
import org.ecall.engine.Together;
import org.ecall.engine.spi.Patience;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrameCounterTest {

  private static final int THREADS = 8;
  private static final long HUGE_FRAME = 1L << 30;

  private final AtomicInteger advised = new AtomicInteger();

  private FrameCounter counter(SealLimits limits) {
    return new FrameCounter(limits, advised::incrementAndGet);
  }

  @Test
  @DisplayName("R4-3: \"at most 2^36 blocks\", \"rekeying is advised, once, at 2^35 blocks\"")
  void stopsAtTheProtocolsBlockLimit() {
    FrameCounter counter = counter(SealLimits.DEFAULT);
    for (int i = 0; i < 64; i++) {
      assertThat(advised).hasValue(i >= 32 ? 1 : 0);
      assertThat(counter.next(HUGE_FRAME)).isEqualTo(i);
    }
    assertThat(counter.blocks()).isEqualTo(1L << 36);
    assertThat(counter.next(1)).isEqualTo(FrameCounter.EXHAUSTED);
    assertThat(advised).hasValue(1);
  }

  @Test
  @DisplayName("R4-3: \"at most … 2^32 frames\"; R4-1: \"then an error, never a wrap\"")
  void stopsAtTheProtocolsFrameLimit() throws ReflectiveOperationException {
    FrameCounter counter = counter(SealLimits.DEFAULT);
    // Counting so far takes minutes; the upper 33 bits of the word are the frames.
    Field word = FrameCounter.class.getDeclaredField("word");
    word.setAccessible(true);
    word.setLong(counter, (0xffff_fffeL << 31) | 5);
    assertThat(counter.next(1)).isEqualTo(0xffff_fffeL);
    assertThat(counter.next(1)).isEqualTo(0xffff_ffffL);
    for (int i = 0; i < 5; i++) {
      assertThat(counter.next(1)).isEqualTo(FrameCounter.EXHAUSTED);
    }
    assertThat(counter.frames()).isEqualTo(1L << 32);
    assertThat(counter.blocks()).isEqualTo(7);
    counter.close();
    assertThat(counter.next(1)).isEqualTo(FrameCounter.CLOSED);
  }

  @Test
  void aFrameThatIsTooLargeTakesNothingAndASmallerOneStillFits() {
    FrameCounter counter = counter(new SealLimits(10, 10, 10));
    assertThat(counter.next(8)).isZero();
    assertThat(counter.next(3)).isEqualTo(FrameCounter.EXHAUSTED);
    assertThat(counter.next(2)).isEqualTo(1);
    assertThat(counter.next(1)).isEqualTo(FrameCounter.EXHAUSTED);
    assertThat(advised).hasValue(1);
  }

  @Test
  @DisplayName("R4-1, R4-3: counters that are taken together are taken all or none")
  void countersThatFollowEachOther() {
    FrameCounter counter = counter(new SealLimits(10, 20, 6));
    assertThat(counter.next(4, 8)).isZero();
    assertThat(counter.next(3, 3)).as("frames").isEqualTo(FrameCounter.EXHAUSTED);
    assertThat(counter.next(2, 13)).as("blocks").isEqualTo(FrameCounter.EXHAUSTED);
    assertThat(advised).hasValue(0);
    assertThat(counter.next(2, 12)).isEqualTo(4);
    assertThat(advised).hasValue(1);
    assertThat(counter.next(1)).isEqualTo(FrameCounter.EXHAUSTED);
    assertThat(counter.frames()).isEqualTo(6);
    assertThat(counter.blocks()).isEqualTo(20);
    counter.close();
    assertThat(counter.next(2, 2)).isEqualTo(FrameCounter.CLOSED);
  }

  @Test
  @DisplayName(
      "R4-1: \"N seals from any number of threads MUST give N distinct values, then an error, never"
          + " a wrap.\"")
  void manyThreadsGetDistinctCountersAndTogetherAsManyAsTheLimit() {
    long limit = 200_000;
    FrameCounter counter = counter(new SealLimits(limit / 2, 1L << 36, limit));
    List<long[]> taken = Together.call(THREADS, thread -> takeUntilRefused(counter, 1));
    assertThat(sorted(taken.stream())).isEqualTo(LongStream.range(0, limit).toArray());
    assertThat(advised).hasValue(1);
  }

  @Test
  @DisplayName(
      "R4-1: \"N distinct values, then an error\", also where blocks outgrow the first word")
  void threadsThatMeetAtTheEdgeOfAWordLoseNoBlockAndRefuseNoneTooEarly() {
    int rounds = 500;
    int threads = 2;
    List<AtomicInteger> events = Stream.generate(AtomicInteger::new).limit(rounds).toList();
    List<FrameCounter> counters =
        events.stream()
            .map(event -> new FrameCounter(SealLimits.DEFAULT, event::incrementAndGet))
            .toList();
    var arrived = new AtomicInteger();
    List<List<long[]>> taken =
        Together.call(
            threads,
            thread -> {
              List<long[]> mine = new ArrayList<>();
              for (int round = 0; round < rounds; round++) {
                arrived.incrementAndGet();
                // The first attempts spin, so that all threads leave at once; a nap would not do.
                for (int i = -5_000; arrived.get() < (round + 1) * threads; ) {
                  i = Patience.pause(i);
                }
                mine.add(takeUntilRefused(counters.get(round), HUGE_FRAME));
              }
              return mine;
            });
    for (int round = 0; round < rounds; round++) {
      int number = round;
      assertThat(sorted(taken.stream().map(mine -> mine.get(number))))
          .isEqualTo(LongStream.range(0, 64).toArray());
      assertThat(counters.get(round).blocks()).isEqualTo(1L << 36);
      assertThat(events.get(round)).as("rekey advised in round %d", round).hasValue(1);
    }
  }

  /** Once refused, always refused. */
  private static long[] takeUntilRefused(FrameCounter counter, long blocks) {
    LongStream.Builder taken = LongStream.builder();
    long last = -1;
    for (long ctr = counter.next(blocks); ctr >= 0; ctr = counter.next(blocks)) {
      assertThat(ctr).isGreaterThan(last);
      last = ctr;
      taken.add(ctr);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(counter.next(blocks)).isEqualTo(FrameCounter.EXHAUSTED);
    }
    return taken.build().toArray();
  }

  private static long[] sorted(Stream<long[]> parts) {
    return parts.flatMapToLong(Arrays::stream).sorted().toArray();
  }

  @Test
  void closingWhileThreadsTakeLetsNoCounterThroughAfterwards() {
    for (int round = 0; round < 200; round++) {
      FrameCounter counter = counter(SealLimits.DEFAULT);
      List<List<Long>> answers =
          Together.call(
              3,
              thread -> {
                List<Long> mine = new ArrayList<>();
                if (thread == 0) {
                  counter.close();
                  mine.add(counter.next(1));
                } else {
                  for (int i = 0; i < 100; i++) {
                    mine.add(counter.next(HUGE_FRAME / 2));
                  }
                }
                return mine;
              });
      assertThat(answers.getFirst()).containsExactly(FrameCounter.CLOSED);
      List<Long> taken =
          answers.stream().flatMap(List::stream).filter(answer -> answer >= 0).sorted().toList();
      assertThat(taken).doesNotHaveDuplicates();
      assertThat(counter.next(1)).isEqualTo(FrameCounter.CLOSED);
    }
  }
}
