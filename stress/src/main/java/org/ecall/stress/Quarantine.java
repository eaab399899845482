package org.ecall.stress;

import java.util.List;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.select.BackendCatalog;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads seal while a backend begins to fail, and the next one takes its place. */
@JCStressTest
@Outcome(
    id = {"0 OPENED, 1 OPENED", "1 OPENED, 0 OPENED"},
    expect = Expect.ACCEPTABLE,
    desc = "both frames, and each counter once")
@Outcome(expect = Expect.FORBIDDEN, desc = "a frame lost, or a counter twice")
@State
public class Quarantine {

  private static final Rig RIG = new Rig("jdk");

  private final FailingBackend failing = new FailingBackend();
  private final MediaEngine engine =
      MediaEngine.open(
          EngineOptions.defaults(),
          new BackendCatalog(
              List.of(() -> List.of(failing, BackendCatalog.installed().require("jdk")))));
  private final byte[] baseKey = Rig.freshBaseKey();
  private final FrameSealer sealer;
  private byte[] first = {};
  private byte[] second = {};

  /** An engine of its own. */
  public Quarantine() {
    try (BaseKey key = BaseKey.copyOf(baseKey)) {
      sealer = engine.newSealer(Rig.KID, key);
    }
  }

  /** Seals. */
  @Actor
  public void first() {
    first = sealed();
  }

  /** Makes the backend fail, and seals, too. */
  @Actor
  public void second() {
    failing.fails = true;
    second = sealed();
  }

  private byte[] sealed() {
    byte[] frame = Rig.seal(sealer);
    return frame == null ? new byte[0] : frame;
  }

  /** Another engine receives both frames. */
  @Arbiter
  public void receive(LL_Result r) {
    try (FrameOpener opener = RIG.opener(baseKey)) {
      r.r1 = received(opener, first);
      r.r2 = received(opener, second);
    }
    engine.close();
  }

  private static String received(FrameOpener opener, byte[] frame) {
    return FrameHeader.parse(frame)
        .map(header -> header.ctr() + " " + Rig.open(opener, frame))
        .orElse("nothing");
  }
}
