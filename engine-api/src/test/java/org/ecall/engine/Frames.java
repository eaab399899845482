package org.ecall.engine;

import static org.ecall.engine.FrameSealer.MAX_OVERHEAD_BYTES;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ecall.engine.hazmat.ExplicitCounterSealer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;

/** Makes frames: genuine ones, genuine ones out of their turn, and forged ones. */
final class Frames {

  static final byte[] PAYLOAD = "draft-ietf-sframe-enc".getBytes(StandardCharsets.US_ASCII);
  static final byte[] NO_METADATA = {};

  private static final TestBackend BACKEND = new TestBackend();

  private Frames() {}

  static byte[] seal(FrameSealer sealer) {
    return seal(sealer, PAYLOAD);
  }

  static byte[] seal(FrameSealer sealer, byte[] payload, byte... metadata) {
    byte[] out = new byte[payload.length + MAX_OVERHEAD_BYTES];
    return Arrays.copyOf(out, sealer.seal(payload, 0, payload.length, out, 0, metadata));
  }

  /** What the owner of the key would seal with this counter. */
  static byte[] genuine(CipherSuite suite, BaseKey baseKey, long kid, long ctr) {
    return ExplicitCounterSealer.seal(
        BACKEND, suite, baseKey, new FrameHeader(kid, ctr), NO_METADATA, PAYLOAD);
  }

  static byte[] genuine(BaseKey baseKey, long kid, long ctr) {
    return genuine(CipherSuite.AES_256_GCM_SHA512_128, baseKey, kid, ctr);
  }

  /** A header as its author likes it, and random bytes: what anybody on the way can make. */
  static byte[] forged(long kid, long ctr) {
    return forged(kid, ctr, 37);
  }

  static byte[] forged(long kid, long ctr, int bytesAfterHeader) {
    byte[] header = new FrameHeader(kid, ctr).encode();
    byte[] frame = Arrays.copyOf(header, header.length + bytesAfterHeader);
    byte[] random = TestEngines.random(bytesAfterHeader);
    System.arraycopy(random, 0, frame, header.length, bytesAfterHeader);
    return frame;
  }

  static byte[] flipBit(byte[] frame, int bit) {
    byte[] changed = frame.clone();
    changed[bit >>> 3] ^= (byte) (1 << (bit & 7));
    return changed;
  }
}
