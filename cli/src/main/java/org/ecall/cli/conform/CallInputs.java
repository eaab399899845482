package org.ecall.cli.conform;

import org.ecall.engine.CipherSuite;
import org.ecall.engine.key.EpochSecret;
import org.ecall.engine.key.SessionSecret;

/** What both sides of a published call start from. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CallInputs(CipherSuite suite, byte[] secret, byte[] context) {

  SessionSecret sessionSecret() {
    return SessionSecret.copyOf(secret, context);
  }

  /** The secret of an epoch, ratcheted from the first, to be closed. */
  EpochSecret epoch(long number) {
    try (SessionSecret session = sessionSecret()) {
      EpochSecret epoch = EpochSecret.first(session);
      while (epoch.epoch() < number) {
        try (EpochSecret before = epoch) {
          epoch = before.next();
        }
      }
      return epoch;
    }
  }
}
