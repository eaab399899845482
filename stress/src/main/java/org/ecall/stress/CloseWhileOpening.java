package org.ecall.stress;

import org.ecall.engine.FrameOpener;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A frame is opened while its key is wiped: it opens whole, or not at all. */
public abstract class CloseWhileOpening {

  /** What is closed. */
  final FrameOpener subject;

  private final byte[] frame;

  private CloseWhileOpening(Rig rig) {
    byte[] key = Rig.freshBaseKey();
    frame = rig.firstFrame(key);
    subject = rig.opener(key);
  }

  /** A genuine frame must not be called a forged one. */
  final String use() {
    return Rig.open(subject, frame);
  }

  /** The backend {@code jdk}. */
  @JCStressTest
  @Outcome(id = "OPENED", expect = Expect.ACCEPTABLE, desc = "before closing")
  @Outcome(
      id = {"closed", "EPOCH_RETIRED"},
      expect = Expect.ACCEPTABLE,
      desc = "after closing")
  @Outcome(expect = Expect.FORBIDDEN, desc = "another frame, or half of one")
  @State
  public static class Jdk extends CloseWhileOpening {

    private static final Rig RIG = new Rig("jdk");

    /** A key of its own. */
    public Jdk() {
      super(RIG);
    }

    /** Uses the key. */
    @Actor
    public void use(L_Result r) {
      r.r1 = use();
    }

    /** Wipes the key. */
    @Actor
    public void close() {
      subject.close();
    }
  }

  /** The backend {@code native}. */
  @JCStressTest
  @Outcome(id = "OPENED", expect = Expect.ACCEPTABLE, desc = "before closing")
  @Outcome(
      id = {"closed", "EPOCH_RETIRED"},
      expect = Expect.ACCEPTABLE,
      desc = "after closing")
  @Outcome(expect = Expect.FORBIDDEN, desc = "another frame, or half of one")
  @State
  public static class Native extends CloseWhileOpening {

    private static final Rig RIG = new Rig("native");

    /** A key of its own. */
    public Native() {
      super(RIG);
    }

    /** Uses the key. */
    @Actor
    public void use(L_Result r) {
      r.r1 = use();
    }

    /** Wipes the key. */
    @Actor
    public void close() {
      subject.close();
    }
  }
}
