package org.ecall.cli.conform;

import org.ecall.engine.CipherSuite;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.hazmat.ExplicitCounterSealer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.FrameKeys;

/** A frame of RFC 9605 with all that leads to it (§4.4.2, §4.4.3), sealed and opened. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SframeTest(
    String name,
    CipherSuite suite,
    byte[] baseKey,
    FrameHeader header,
    Schedule schedule,
    Frame frame)
    implements VectorTest {

  /** The key schedule of one KID. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Schedule(byte[] secret, byte[] key, byte[] salt) {

    void check(FrameKeys keys, Checks checks) {
      checks
          .equal("sframe_secret", secret, Secrets.of(keys.sframeSecret()))
          .equal("sframe_key", key, Secrets.of(keys.sframeKey()))
          .equal("sframe_salt", salt, Secrets.of(keys.sframeSalt()));
    }
  }

  /** One frame under such keys. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(byte[] metadata, byte[] nonce, byte[] aad, byte[] payload, byte[] sealed) {

    void check(
        Target target, CipherSuite suite, BaseKey baseKey, FrameHeader header, Checks checks) {
      try (FrameKeys keys = FrameKeys.derive(suite, header.kid(), baseKey)) {
        checks.equal("nonce", nonce, Secrets.nonce(keys, header.ctr()));
      }
      checks.equal("aad", aad, Secrets.concat(header.encode(), metadata));
      checks.equal(
          "sealed frame",
          sealed,
          ExplicitCounterSealer.seal(target.backend(), suite, baseKey, header, metadata, payload));
    }
  }

  @Override
  public Outcome run(Target target) {
    Checks checks = new Checks();
    try (BaseKey base = BaseKey.copyOf(baseKey);
        FrameKeys keys = FrameKeys.derive(suite, header.kid(), base);
        MediaEngine engine = target.openEngine(EngineOptions.defaults().withSuite(suite));
        FrameOpener opener = engine.newOpener()) {
      schedule.check(keys, checks);
      frame.check(target, suite, base, header, checks);
      opener.addKey(header.kid(), base);
      byte[] forged = frame.sealed().clone();
      forged[forged.length - 1] ^= 1;
      Opening.of(opener, forged, frame.metadata()).checkRefused(OpenStatus.NOT_AUTHENTIC, checks);
      Opening.of(opener, frame.sealed(), frame.metadata()).checkOpened(frame.payload(), checks);
      Opening.of(opener, frame.sealed(), frame.metadata())
          .checkRefused(OpenStatus.REPLAYED, checks);
    }
    return checks.outcome();
  }
}
