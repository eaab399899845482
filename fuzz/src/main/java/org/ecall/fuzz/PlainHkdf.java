package org.ecall.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** RFC 5869 as it is written, for comparison. */
enum PlainHkdf {
  SHA256("HmacSHA256", 32),
  SHA512("HmacSHA512", 64);

  private final String hmac;
  private final int hashBytes;

  PlainHkdf(String hmac, int hashBytes) {
    this.hmac = hmac;
    this.hashBytes = hashBytes;
  }

  byte[] extract(byte[] salt, byte[] ikm) {
    return mac(salt.length == 0 ? new byte[hashBytes] : salt).doFinal(ikm);
  }

  byte[] expand(byte[] prk, String label, byte[] more, int size) {
    var out = new ByteArrayOutputStream();
    byte[] last = {};
    for (int i = 1; out.size() < size; i++) {
      Mac mac = mac(prk);
      mac.update(last);
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      mac.update(more);
      last = mac.doFinal(new byte[] {(byte) i});
      out.writeBytes(last);
    }
    return Arrays.copyOf(out.toByteArray(), size);
  }

  private Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(hmac);
      mac.init(new SecretKeySpec(key, hmac));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
