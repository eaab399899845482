package org.ecall.stress;

import java.util.Arrays;
import org.ecall.engine.FrameSealer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A frame is sealed while its key is wiped: it is the right one, or there is none. */
public abstract class CloseWhileSealing {

  /** What is closed. */
  final FrameSealer subject;

  private final byte[] expected;

  private CloseWhileSealing(Rig rig) {
    byte[] key = Rig.freshBaseKey();
    expected = rig.firstFrame(key);
    subject = rig.sealer(key);
  }

  /** {@code "wrong"} would be a frame under a key of zeros, or one that is half wiped. */
  final String use() {
    byte[] frame = Rig.seal(subject);
    if (frame == null) {
      return Rig.CLOSED;
    }
    return Arrays.equals(frame, expected) ? "right" : "wrong";
  }

  /** The backend {@code jdk}. */
  @JCStressTest
  @Outcome(id = "right", expect = Expect.ACCEPTABLE, desc = "before closing")
  @Outcome(id = "closed", expect = Expect.ACCEPTABLE, desc = "after closing")
  @Outcome(expect = Expect.FORBIDDEN, desc = "another frame, or half of one")
  @State
  public static class Jdk extends CloseWhileSealing {

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
  @Outcome(id = "right", expect = Expect.ACCEPTABLE, desc = "before closing")
  @Outcome(id = "closed", expect = Expect.ACCEPTABLE, desc = "after closing")
  @Outcome(expect = Expect.FORBIDDEN, desc = "another frame, or half of one")
  @State
  public static class Native extends CloseWhileSealing {

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
