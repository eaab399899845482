package org.ecall.cli.adversary;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.ecall.engine.header.FrameHeader;

/** What attackers do to bytes. */
final class Bytes {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Bytes() {}

  static byte[] random(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static byte[] ofText(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** As long as the shorter one. */
  static byte[] xor(byte[] first, byte[] second) {
    byte[] sum = Arrays.copyOf(first, Math.min(first.length, second.length));
    for (int i = 0; i < sum.length; i++) {
      sum[i] ^= second[i];
    }
    return sum;
  }

  static byte[] flipBit(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit >>> 3] ^= (byte) (1 << (bit & 7));
    return changed;
  }

  static FrameHeader headerOf(byte[] frame) {
    return FrameHeader.parse(frame).orElseThrow();
  }

  /** Ciphertext and tag. */
  static byte[] bodyOf(byte[] frame) {
    return Arrays.copyOfRange(frame, headerOf(frame).encode().length, frame.length);
  }

  static byte[] ciphertextOf(byte[] frame) {
    byte[] body = bodyOf(frame);
    return Arrays.copyOf(body, body.length - GcmKey.TAG_BYTES);
  }

  static Gf128 tagOf(byte[] frame) {
    return Gf128.of(Arrays.copyOfRange(frame, frame.length - GcmKey.TAG_BYTES, frame.length));
  }

  /** The same frame under another name. */
  static byte[] renamed(byte[] frame, long kid) {
    return join(new FrameHeader(kid, headerOf(frame).ctr()).encode(), bodyOf(frame));
  }

  /** What anybody on the way can make: any name, and noise. */
  static byte[] forged(long kid, long ctr) {
    return join(new FrameHeader(kid, ctr).encode(), random(37));
  }
}
