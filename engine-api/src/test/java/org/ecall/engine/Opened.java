package org.ecall.engine;

import java.util.Arrays;

/** What an opener made of a frame, with the plaintext in an array of its own. */
final class Opened {

  final OpenStatus status;
  final long kid;
  final long ctr;
  final byte[] plaintext;

  /** All that the opener may have written to, payload or not. */
  final byte[] out;

  private Opened(OpenResult result, byte[] out) {
    status = result.status();
    kid = result.kid();
    ctr = result.ctr();
    plaintext = Arrays.copyOf(out, result.sizeBytes());
    this.out = out;
  }

  static Opened by(FrameOpener opener, byte[] frame, byte... metadata) {
    var result = new OpenResult();
    byte[] out = new byte[FrameOpener.plaintextCapacityBytes(frame.length)];
    Arrays.fill(out, (byte) 0xa5);
    opener.open(frame, 0, frame.length, out, 0, metadata, result);
    return new Opened(result, out);
  }

  static OpenStatus statusBy(FrameOpener opener, byte[] frame, byte... metadata) {
    return by(opener, frame, metadata).status;
  }
}
