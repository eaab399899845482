package org.ecall.engine.key;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** HKDF as the JDK computes it: the second opinion on every derivation. */
public enum JdkHkdf {
  /** For suite 4. */
  SHA256("HKDF-SHA256"),
  /** For suite 5 and the epochs. */
  SHA512("HKDF-SHA512");

  private final String algorithm;

  JdkHkdf(String algorithm) {
    this.algorithm = algorithm;
  }

  /** RFC 5869 §2.2. */
  public byte[] extract(byte[] salt, byte[] ikm) {
    try {
      return KDF.getInstance(algorithm)
          .deriveData(HKDFParameterSpec.ofExtract().addIKM(ikm).addSalt(salt).extractOnly());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** RFC 5869 §2.3. */
  public byte[] expand(byte[] prk, byte[] info, int sizeBytes) {
    try {
      var key = new SecretKeySpec(prk, "Generic");
      return KDF.getInstance(algorithm)
          .deriveData(HKDFParameterSpec.expandOnly(key, info, sizeBytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
