package org.ecall.cli.conform;

import java.util.Arrays;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;

/**
 * What an opener did with a frame.
 *
 * @param output the room that it was given for the plaintext, filled with {@link #UNTOUCHED} before
 * @param sizeBytes of the plaintext
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Opening(OpenStatus status, byte[] output, int sizeBytes) {

  private static final byte UNTOUCHED = (byte) 0xA5;

  static Opening of(FrameOpener opener, byte[] frame, byte[] metadata) {
    byte[] output = new byte[FrameOpener.plaintextCapacityBytes(frame.length)];
    Arrays.fill(output, UNTOUCHED);
    OpenResult result = new OpenResult();
    OpenStatus status = opener.open(frame, 0, frame.length, output, 0, metadata, result);
    return new Opening(status, output, result.sizeBytes());
  }

  void checkOpened(byte[] payload, Checks checks) {
    checks
        .equal("status", OpenStatus.OPENED, status)
        .equal("payload", payload, Arrays.copyOf(output, sizeBytes));
  }

  /** A refused frame leaves the output as it was, or zero where the cipher got to. */
  void checkRefused(OpenStatus expected, Checks checks) {
    boolean clean = true;
    for (byte b : output) {
      clean &= b == UNTOUCHED || b == 0;
    }
    checks
        .equal("status", expected, status)
        .equal("bytes opened", 0, sizeBytes)
        .isTrue("nothing is left in the output", clean);
  }
}
