package org.ecall.engine.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.ecall.engine.SealLimits;

class FrameCounterProperties {

  /** Most blocks that a frame can have: more than an array holds. */
  private static final long MOST_BLOCKS = 1L << 30;

  @Provide
  Arbitrary<SealLimits> limits() {
    return Combinators.combine(
            upTo(SealLimits.DEFAULT.rekeyAdvisedBlocks()),
            upTo(SealLimits.DEFAULT.maxBlocks()),
            upTo(SealLimits.DEFAULT.maxFrames()))
        .as(SealLimits::new)
        .withoutEdgeCases();
  }

  private static Arbitrary<Long> upTo(long most) {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(1, 200), Arbitraries.longs().between(1, most));
  }

  /** Small frames, huge ones, and those that fill the lower word to the last block. */
  @Provide
  Arbitrary<List<Long>> frames() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(1, 100),
            Arbitraries.longs().between(MOST_BLOCKS - 2, MOST_BLOCKS),
            Arbitraries.of(1L, MOST_BLOCKS - 1, MOST_BLOCKS))
        .list()
        .ofMaxSize(120)
        .withoutEdgeCases();
  }

  @Property
  @Label("R4-3: \"What would go beyond MUST be refused. The limits can be lowered\"")
  void countsAsASumWouldInWideNumbers(
      @ForAll("limits") SealLimits limits, @ForAll("frames") List<Long> requests) {
    var advised = new AtomicInteger();
    var counter = new FrameCounter(limits, advised::incrementAndGet);
    long frames = 0;
    long blocks = 0;
    for (long request : requests) {
      long answer = counter.next(request);
      if (frames == limits.maxFrames() || blocks + request > limits.maxBlocks()) {
        assertThat(answer).isEqualTo(FrameCounter.EXHAUSTED);
      } else {
        assertThat(answer).isEqualTo(frames);
        frames++;
        blocks += request;
      }
      assertThat(counter.frames()).isEqualTo(frames);
      assertThat(counter.blocks()).isEqualTo(blocks);
      assertThat(advised).hasValue(blocks >= limits.rekeyAdvisedBlocks() ? 1 : 0);
    }
  }

  @Property
  void onceExhaustedItStaysSo(@ForAll @LongRange(min = 1, max = 50) long most) {
    var byFrames = new FrameCounter(new SealLimits(1, 1000, most), () -> {});
    var byBlocks = new FrameCounter(new SealLimits(1, most, 1000), () -> {});
    for (long i = 0; i < most; i++) {
      assertThat(byFrames.next(1)).isEqualTo(i);
      assertThat(byBlocks.next(1)).isEqualTo(i);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(byFrames.next(1)).isEqualTo(FrameCounter.EXHAUSTED);
      assertThat(byBlocks.next(1)).isEqualTo(FrameCounter.EXHAUSTED);
    }
    assertThat(byFrames.frames()).isEqualTo(most);
    assertThat(byBlocks.blocks()).isEqualTo(most);
  }

  @Property
  void onceClosedItStaysSo(@ForAll("frames") List<Long> requests) {
    var counter = new FrameCounter(SealLimits.DEFAULT, () -> {});
    requests.forEach(counter::next);
    counter.close();
    for (int i = 0; i < 3; i++) {
      assertThat(counter.next(1)).isEqualTo(FrameCounter.CLOSED);
      assertThat(counter.next(MOST_BLOCKS)).isEqualTo(FrameCounter.CLOSED);
    }
  }

  @Property
  void aFrameTakesTheBlocksOfItsPayloadAndOne(
      @ForAll @LongRange(max = Integer.MAX_VALUE) long payloadBytes) {
    long wholeBlocks = payloadBytes / 16;
    long brokenBlocks = payloadBytes % 16 == 0 ? 0 : 1;
    assertThat(FrameCounter.blocks(payloadBytes)).isEqualTo(wholeBlocks + brokenBlocks + 1);
    assertThat(FrameCounter.blocks(payloadBytes)).isBetween(1L, MOST_BLOCKS);
  }
}
