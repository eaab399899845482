package org.ecall.stress;

import org.ecall.engine.SealLimits;
import org.ecall.engine.nonce.FrameCounter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Counters that several threads take at once. */
public class CounterAllocation {

  private static final long BLOCKS = 2;

  private CounterAllocation() {}

  private static FrameCounter counter(long maxFrames) {
    return new FrameCounter(new SealLimits(1L << 20, 1L << 20, maxFrames), () -> {});
  }

  /** Two threads take counters, and somebody after them. */
  @JCStressTest
  @Outcome(
      id = {"0, 1, 2", "1, 0, 2"},
      expect = Expect.ACCEPTABLE,
      desc = "each once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a counter twice, or one left out")
  @State
  public static class Distinct {

    private final FrameCounter counter = counter(10);

    /** First thread. */
    @Actor
    public void first(JJJ_Result r) {
      r.r1 = counter.next(BLOCKS);
    }

    /** Second thread. */
    @Actor
    public void second(JJJ_Result r) {
      r.r2 = counter.next(BLOCKS);
    }

    /** When both are done. */
    @Arbiter
    public void third(JJJ_Result r) {
      r.r3 = counter.next(BLOCKS);
    }
  }

  /** Two threads, and one counter left in the budget. */
  @JCStressTest
  @Outcome(
      id = {"0, -1, -1", "-1, 0, -1"},
      expect = Expect.ACCEPTABLE,
      desc = "one counter, then refusals")
  @Outcome(expect = Expect.FORBIDDEN, desc = "beyond the limit, or short of it")
  @State
  public static class Limit {

    private final FrameCounter counter = counter(1);

    /** First thread. */
    @Actor
    public void first(JJJ_Result r) {
      r.r1 = counter.next(BLOCKS);
    }

    /** Second thread. */
    @Actor
    public void second(JJJ_Result r) {
      r.r2 = counter.next(BLOCKS);
    }

    /** When both are done. */
    @Arbiter
    public void third(JJJ_Result r) {
      r.r3 = counter.next(BLOCKS);
    }
  }

  /** A thread takes a counter while another one closes them. */
  @JCStressTest
  @Outcome(
      id = {"0, -2, -2", "-2, -2, -2"},
      expect = Expect.ACCEPTABLE,
      desc = "before it or not at all")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a counter after closing")
  @State
  public static class Closing {

    private final FrameCounter counter = counter(10);

    /** First thread. */
    @Actor
    public void first(JJJ_Result r) {
      r.r1 = counter.next(BLOCKS);
    }

    /** Second thread. */
    @Actor
    public void second(JJJ_Result r) {
      counter.close();
      r.r2 = counter.next(BLOCKS);
    }

    /** When both are done. */
    @Arbiter
    public void third(JJJ_Result r) {
      r.r3 = counter.next(BLOCKS);
    }
  }
}
