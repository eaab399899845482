package org.ecall.cli.conform;

import org.ecall.engine.key.EpochSecret;

/** {@code ES(e)} of PROTOCOL §3. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EpochTest(String name, CallInputs call, long epoch, byte[] secret) implements VectorTest {

  @Override
  public Outcome run(Target target) {
    try (EpochSecret actual = call.epoch(epoch)) {
      return new Checks()
          .equal("epoch secret", secret, actual.toByteArray(Secrets.PUBLISHED))
          .outcome();
    }
  }
}
