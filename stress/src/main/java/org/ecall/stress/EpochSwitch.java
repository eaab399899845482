package org.ecall.stress;

import java.util.concurrent.ThreadLocalRandom;
import org.ecall.engine.CallSession;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A thread seals while another one switches the epoch; the other side has staged it, too. */
@JCStressTest
@Outcome(
    id = {"0 OPENED, 0 OPENED", "0 OPENED, 1 OPENED", "1 OPENED, 1 OPENED"},
    expect = Expect.ACCEPTABLE,
    desc = "under the key of the epoch that its header names")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or under another key")
@State
public class EpochSwitch {

  private static final Rig RIG = new Rig("jdk");

  private final CallSession caller;
  private final CallSession callee;
  private final FrameSealer sealer;
  private byte[] first = {};
  private byte[] second = {};

  /** A call of its own, with an epoch staged. */
  public EpochSwitch() {
    byte[] secret = new byte[SessionSecret.SECRET_SIZE_BYTES];
    byte[] context = new byte[SessionSecret.CONTEXT_SIZE_BYTES];
    ThreadLocalRandom.current().nextBytes(secret);
    ThreadLocalRandom.current().nextBytes(context);
    try (SessionSecret shared = SessionSecret.copyOf(secret, context)) {
      caller = RIG.engine().openCall(CallRole.CALLER, shared);
      callee = RIG.engine().openCall(CallRole.CALLEE, shared);
    }
    sealer = caller.sealer(MediaStream.AUDIO);
    caller.stageNextEpoch();
    callee.stageNextEpoch();
  }

  /** Seals two frames. */
  @Actor
  public void seal() {
    first = sealed();
    second = sealed();
  }

  private byte[] sealed() {
    byte[] frame = Rig.seal(sealer);
    return frame == null ? new byte[0] : frame;
  }

  /** Switches. */
  @Actor
  public void activate() {
    caller.activateStagedEpoch();
  }

  /** The other side receives both frames. */
  @Arbiter
  public void receive(LL_Result r) {
    r.r1 = received(first);
    r.r2 = received(second);
    caller.close();
    callee.close();
  }

  private String received(byte[] frame) {
    return FrameHeader.parse(frame)
        .map(header -> CallKid.epochOf(header.kid()) + " " + Rig.open(callee.opener(), frame))
        .orElse("nothing");
  }
}
