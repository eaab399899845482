package org.ecall.cli.conform;

import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.EpochSecret;
import org.ecall.engine.key.FrameKeys;

/** Base key, KID, frame keys and commitment of one stream in one direction (PROTOCOL §3). */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CallKeyTest(
    String name,
    CallInputs call,
    CallKid parts,
    byte[] base,
    long kid,
    SframeTest.Schedule schedule,
    byte[] commit)
    implements VectorTest {

  @Override
  public Outcome run(Target target) {
    Checks checks = new Checks();
    try (EpochSecret epoch = call.epoch(parts.epoch());
        BaseKey baseKey = epoch.baseKey(parts.direction());
        FrameKeys keys = epoch.frameKeys(call.suite(), parts.stream(), parts.direction())) {
      checks
          .equal("base key", base, baseKey.toByteArray(Secrets.PUBLISHED))
          .equal("KID", kid, keys.kid())
          .equal("KID taken apart", parts, CallKid.of(kid));
      schedule.check(keys, checks);
      checks.equal("commitment", commit, keys.commitment());
    }
    return checks.outcome();
  }
}
