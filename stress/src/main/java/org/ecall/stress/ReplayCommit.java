package org.ecall.stress;

import org.ecall.engine.FrameOpener;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads receive the same frame. */
@JCStressTest
@Outcome(
    id = {"OPENED, REPLAYED", "REPLAYED, OPENED"},
    expect = Expect.ACCEPTABLE,
    desc = "one of them opens it")
@Outcome(expect = Expect.FORBIDDEN, desc = "both do, or none")
@State
public class ReplayCommit {

  private static final Rig RIG = new Rig("jdk");
  private static final byte[] KEY = Rig.freshBaseKey();
  private static final byte[] FRAME = RIG.firstFrame(KEY);

  private final FrameOpener opener = RIG.opener(KEY);

  /** First thread. */
  @Actor
  public void first(LL_Result r) {
    r.r1 = Rig.open(opener, FRAME);
  }

  /** Second thread. */
  @Actor
  public void second(LL_Result r) {
    r.r2 = Rig.open(opener, FRAME);
  }

  /** What is not closed would stay. */
  @Arbiter
  public void end(LL_Result r) {
    opener.close();
  }
}
