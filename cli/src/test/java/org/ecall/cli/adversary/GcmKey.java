package org.ecall.cli.adversary;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ecall.engine.header.FrameHeader;

/** AES-GCM as whoever knows key and salt can compute it, with no rules at all. */
final class GcmKey {

  static final int TAG_BYTES = 16;

  private final byte[] key;
  private final byte[] salt;

  /**
   * Takes a key.
   *
   * @param key of AES
   * @param salt 12 bytes
   */
  GcmKey(byte[] key, byte[] salt) {
    this.key = key;
    this.salt = salt;
  }

  byte[] key() {
    return key;
  }

  private byte[] nonce(long ctr) {
    byte[] nonce = salt.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[nonce.length - 1 - i] ^= (byte) (ctr >>> (Byte.SIZE * i));
    }
    return nonce;
  }

  private Cipher cipher(String mode, AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/" + mode + "/NoPadding", "SunJCE");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), parameters);
    return cipher;
  }

  /** Ciphertext and tag. */
  byte[] encrypt(long ctr, byte[] aad, byte[] plaintext) {
    try {
      Cipher gcm = cipher("GCM", new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce(ctr)));
      gcm.updateAAD(aad);
      return gcm.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Encrypts or decrypts, and looks at no tag. */
  byte[] applyKeyStream(long ctr, byte[] text) {
    return counterMode(ctr, 2, text);
  }

  /** What the tag is masked with. */
  Gf128 tagMask(long ctr) {
    return Gf128.of(counterMode(ctr, 1, new byte[TAG_BYTES]));
  }

  /** The key of GHASH. */
  Gf128 hashKey() {
    try {
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding", "SunJCE");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return Gf128.of(aes.doFinal(new byte[TAG_BYTES]));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] counterMode(long ctr, int firstBlock, byte[] text) {
    byte[] block = ByteBuffer.allocate(16).put(nonce(ctr)).putInt(firstBlock).array();
    try {
      return cipher("CTR", new IvParameterSpec(block)).doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The frame that the owner of the key would seal with this counter. */
  byte[] frame(long kid, long ctr, byte[] payload) {
    byte[] header = new FrameHeader(kid, ctr).encode();
    return Bytes.join(header, encrypt(ctr, header, payload));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GcmKey that
        && Arrays.equals(key, that.key)
        && Arrays.equals(salt, that.salt);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }
}
