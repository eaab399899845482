package org.ecall.stress;

import org.ecall.engine.FrameOpener;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A frame arrives while its key is retired; it is never called unknown or forged. */
@JCStressTest
@Outcome(
    id = {"OPENED, EPOCH_RETIRED", "EPOCH_RETIRED, EPOCH_RETIRED"},
    expect = Expect.ACCEPTABLE,
    desc = "in time or late, and never again")
@Outcome(expect = Expect.FORBIDDEN, desc = "an answer that says something else")
@State
public class RetiredWhileOpening {

  private static final Rig RIG = new Rig("jdk");
  private static final byte[] KEY = Rig.freshBaseKey();
  private static final byte[] FRAME = RIG.firstFrame(KEY);

  private final FrameOpener opener = RIG.opener(KEY);

  /** Receives. */
  @Actor
  public void open(LL_Result r) {
    r.r1 = Rig.open(opener, FRAME);
  }

  /** Retires the key. */
  @Actor
  public void retire() {
    opener.retireKey(Rig.KID);
  }

  /** Receives again. */
  @Arbiter
  public void openAgain(LL_Result r) {
    r.r2 = Rig.open(opener, FRAME);
    opener.close();
  }
}
