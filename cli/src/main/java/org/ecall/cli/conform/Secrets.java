package org.ecall.cli.conform;

import java.nio.ByteBuffer;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.key.SecretBytes;

/** The secrets of published vectors, which everybody may know. */
final class Secrets {

  static final SecretAccess PUBLISHED = SecretAccess.leaksKeyBytes();

  private Secrets() {}

  static byte[] of(SecretBytes secret) {
    return secret.toByteArray(PUBLISHED);
  }

  /** RFC 9605 §4.4.3: the salt XOR the counter, as the two registers that backends are given. */
  static byte[] nonce(FrameKeys keys, long ctr) {
    return ByteBuffer.allocate(CipherSuite.NONCE_SIZE_BYTES)
        .putInt(keys.saltHigh(PUBLISHED))
        .putLong(keys.saltLow(PUBLISHED) ^ ctr)
        .array();
  }

  static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
