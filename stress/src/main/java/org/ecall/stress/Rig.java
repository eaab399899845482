package org.ecall.stress;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.EngineClosedException;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.hazmat.ExplicitCounterSealer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.select.BackendCatalog;
import org.jspecify.annotations.Nullable;

/** What the tests have in common: an engine for each backend, and frames whose bytes are known. */
final class Rig {

  static final long KID = 9;

  /** What an attempt to use something that was closed says. */
  static final String CLOSED = "closed";

  static final byte[] PAYLOAD = new byte[100];
  private static final int BASE_KEY_BYTES = 32;
  private static final byte[] NO_METADATA = {};

  private final MediaEngine engine;
  private final String backend;

  Rig(String backend) {
    this.backend = backend;
    engine = MediaEngine.open(EngineOptions.defaults().withBackend(backend));
  }

  MediaEngine engine() {
    return engine;
  }

  /** A base key that no test has had. */
  static byte[] freshBaseKey() {
    byte[] bytes = new byte[BASE_KEY_BYTES];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  FrameSealer sealer(byte[] baseKey) {
    try (BaseKey key = BaseKey.copyOf(baseKey)) {
      return engine.newSealer(KID, key);
    }
  }

  FrameOpener opener(byte[] baseKey) {
    FrameOpener opener = engine.newOpener();
    try (BaseKey key = BaseKey.copyOf(baseKey)) {
      opener.addKey(KID, key);
    }
    return opener;
  }

  /** The frame that the sealer of a base key seals first. */
  byte[] firstFrame(byte[] baseKey) {
    try (BaseKey key = BaseKey.copyOf(baseKey)) {
      return ExplicitCounterSealer.seal(
          BackendCatalog.installed().require(backend),
          CipherSuite.AES_256_GCM_SHA512_128,
          key,
          new FrameHeader(KID, 0),
          NO_METADATA,
          PAYLOAD);
    }
  }

  /** A frame, or null if the sealer was closed. */
  static byte @Nullable [] seal(FrameSealer sealer) {
    byte[] out = new byte[PAYLOAD.length + FrameSealer.MAX_OVERHEAD_BYTES];
    try {
      return Arrays.copyOf(out, sealer.seal(PAYLOAD, 0, PAYLOAD.length, out, 0));
    } catch (EngineClosedException e) {
      return null;
    }
  }

  /** What becomes of a frame; {@code "torn"} if it opens and its payload is another one. */
  static String open(FrameOpener opener, byte[] frame) {
    byte[] out = new byte[frame.length];
    var result = new OpenResult();
    try {
      if (opener.open(frame, 0, frame.length, out, 0, result) != OpenStatus.OPENED) {
        return result.status().name();
      }
      boolean whole = Arrays.equals(PAYLOAD, Arrays.copyOf(out, result.sizeBytes()));
      return whole ? OpenStatus.OPENED.name() : "torn";
    } catch (EngineClosedException e) {
      return CLOSED;
    }
  }
}
