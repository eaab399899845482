package org.ecall.cli.conform;

import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.EpochSecret;

/** A frame of a call, sealed; the scenarios open it. */
record CallFrameTest(
    String name, CallInputs call, CallKid parts, FrameHeader header, SframeTest.Frame frame)
    implements VectorTest {

  @Override
  public Outcome run(Target target) {
    Checks checks = new Checks();
    checks.equal("KID", header.kid(), parts.value());
    try (EpochSecret epoch = call.epoch(parts.epoch());
        BaseKey base = epoch.baseKey(parts.direction())) {
      frame.check(target, call.suite(), base, header, checks);
    }
    return checks.outcome();
  }
}
