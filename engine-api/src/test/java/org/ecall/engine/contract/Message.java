package org.ecall.engine.contract;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ecall.engine.spi.AeadKey;

/** A message, and what the JDK's own provider, used on its own here, makes of it. */
final class Message {

  static final int TAG_SIZE_BYTES = AeadKey.TAG_SIZE_BYTES;
  private static final int NONCE_SIZE_BYTES = 12;

  final byte[] key;
  final int nonceHigh;
  final long nonceLow;
  final byte[] aad;
  final byte[] plaintext;

  /** Ciphertext and tag. */
  final byte[] sealed;

  private Message(byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    this.key = key;
    this.nonceHigh = ByteBuffer.wrap(nonce).getInt(0);
    this.nonceLow = ByteBuffer.wrap(nonce).getLong(Integer.BYTES);
    this.aad = aad;
    this.plaintext = plaintext;
    this.sealed = reference(key, nonce, aad, plaintext);
  }

  /** A message under the key that belongs to {@code keySize}, the same for all seeds. */
  static Message of(int seed, int keySize, int aadSize, int size) {
    return new Message(
        key(keySize),
        TestBytes.random(seed ^ 0x5a5a, NONCE_SIZE_BYTES),
        TestBytes.random(seed ^ 0x1234, aadSize),
        TestBytes.random(seed, size));
  }

  static Message withNonce(byte[] nonce, int keySize, int size) {
    return new Message(key(keySize), nonce, TestBytes.random(1, 20), TestBytes.random(2, size));
  }

  static byte[] key(int keySize) {
    return TestBytes.random(keySize, keySize);
  }

  int size() {
    return plaintext.length;
  }

  private static byte[] reference(byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_SIZE_BYTES * Byte.SIZE, nonce));
      cipher.updateAAD(aad);
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the reference does not work", e);
    }
  }

  /** Seals into an array that is just large enough. */
  byte[] sealWith(AeadKey expanded) {
    byte[] out = new byte[sealed.length];
    expanded.seal(nonceHigh, nonceLow, aad, 0, aad.length, plaintext, 0, size(), out, 0);
    return out;
  }

  /** Opens into an array that is just large enough; false unless it opens to the plaintext. */
  boolean opensWith(AeadKey expanded) {
    byte[] out = new byte[size()];
    return expanded.open(nonceHigh, nonceLow, aad, 0, aad.length, sealed, 0, size(), out, 0)
        && Arrays.equals(out, plaintext);
  }

  void seal(AeadKey expanded, MemorySegment in, MemorySegment out) {
    MemorySegment data = MemorySegment.ofArray(aad);
    expanded.seal(nonceHigh, nonceLow, data, 0, aad.length, in, 0, size(), out, 0);
  }

  boolean open(AeadKey expanded, MemorySegment in, MemorySegment out) {
    MemorySegment data = MemorySegment.ofArray(aad);
    return expanded.open(nonceHigh, nonceLow, data, 0, aad.length, in, 0, size(), out, 0);
  }

  @Override
  public String toString() {
    return size() + " bytes, aad " + aad.length + ", AES-" + key.length * Byte.SIZE;
  }
}
