package org.ecall.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.JdkHkdf;

/** RFC 9605 §4.4 with nothing of the engine but its header: what a frame must look like. */
final class ReferenceSframe {

  private final SecretKeySpec key;
  private final BigInteger salt;
  private final long kid;

  ReferenceSframe(CipherSuite suite, byte[] baseKey, long kid) {
    boolean suite4 = suite == CipherSuite.AES_128_GCM_SHA256_128;
    JdkHkdf hkdf = suite4 ? JdkHkdf.SHA256 : JdkHkdf.SHA512;
    byte[] secret = hkdf.extract(new byte[0], baseKey);
    byte[] keyBytes = hkdf.expand(secret, label("key", kid, suite4 ? 4 : 5), suite4 ? 16 : 32);
    key = new SecretKeySpec(keyBytes, "AES");
    salt = new BigInteger(1, hkdf.expand(secret, label("salt", kid, suite4 ? 4 : 5), 12));
    this.kid = kid;
  }

  private static byte[] label(String what, long kid, int suite) {
    byte[] text = ("SFrame 1.0 Secret " + what + " ").getBytes(US_ASCII);
    return ByteBuffer.allocate(text.length + 10)
        .put(text)
        .putLong(kid)
        .putShort((short) suite)
        .array();
  }

  byte[] frame(long ctr, byte[] payload, byte... metadata) {
    byte[] header = new FrameHeader(kid, ctr).encode();
    byte[] nonce = salt.xor(new BigInteger(Long.toUnsignedString(ctr))).toByteArray();
    byte[] padded = new byte[12];
    for (int i = 1; i <= Math.min(12, nonce.length); i++) {
      padded[12 - i] = nonce[nonce.length - i];
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, padded));
      cipher.updateAAD(header);
      cipher.updateAAD(metadata);
      byte[] sealed = cipher.doFinal(payload);
      return ByteBuffer.allocate(header.length + sealed.length).put(header).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
