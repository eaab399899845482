package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.SealLimits;
import org.ecall.engine.nonce.FrameCounter;

/** Frame counters under any limits, against two sums. */
public final class CountersTarget {

  private static final int LARGEST_FRAME_BITS = 30;

  private CountersTarget() {}

  /** One counter. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    SealLimits limits =
        new SealLimits(
            upTo(data, SealLimits.DEFAULT.rekeyAdvisedBlocks()),
            upTo(data, SealLimits.DEFAULT.maxBlocks()),
            upTo(data, SealLimits.DEFAULT.maxFrames()));
    var advised = new AtomicInteger();
    var counter = new FrameCounter(limits, advised::incrementAndGet);
    long frames = 0;
    long blocks = 0;
    while (data.remainingBytes() > 0) {
      long more = 1L << data.consumeInt(0, LARGEST_FRAME_BITS);
      more -= data.consumeLong(0, more - 1);
      boolean fits = frames < limits.maxFrames() && blocks + more <= limits.maxBlocks();
      Oracle.require(
          counter.next(more) == (fits ? frames : FrameCounter.EXHAUSTED),
          "counter " + frames + " with " + blocks + " and " + more + " blocks of " + limits);
      frames += fits ? 1 : 0;
      blocks += fits ? more : 0;
      Oracle.require(counter.frames() == frames && counter.blocks() == blocks, "what was sealed");
      Oracle.require(
          advised.get() == (blocks >= limits.rekeyAdvisedBlocks() ? 1 : 0), "advised once");
    }
    counter.close();
    Oracle.require(counter.next(1) == FrameCounter.CLOSED, "closed");
  }

  /** A limit of any magnitude. */
  private static long upTo(FuzzedDataProvider data, long most) {
    long magnitude = most >>> data.consumeInt(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(most));
    return magnitude - data.consumeLong(0, magnitude - 1);
  }
}
