package org.ecall.engine.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * HKDF (RFC 5869) that leaves no secret in the heap. {@link javax.crypto.KDF} computes the same but
 * hands its intermediate keys to {@link javax.crypto.spec.SecretKeySpec}, which keeps copies that
 * nobody can wipe. Not thread-safe; close it to overwrite the state of the MAC.
 */
final class Hkdf implements AutoCloseable {

  private final Mac mac;
  private final String algorithm;

  /**
   * Makes an HKDF over an HMAC, for example {@code HmacSHA512}.
   *
   * @param algorithm JCA name of the HMAC
   */
  Hkdf(String algorithm) {
    this.algorithm = algorithm;
    try {
      mac = Mac.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + algorithm, e);
    }
  }

  /** RFC 5869 §2.2: {@code PRK = HMAC(salt, ikm)}; an empty salt stands for zeros. */
  SecretBytes extract(byte[] salt, SecretBytes ikm) {
    byte[] material = ikm.heapCopy();
    try {
      init(salt.length == 0 ? new byte[mac.getMacLength()] : salt);
      return SecretBytes.takeOver(mac.doFinal(material));
    } finally {
      Arrays.fill(material, (byte) 0);
    }
  }

  /** RFC 5869 §2.3: {@code sizeBytes} bytes, at most 255 times the size of the hash. */
  SecretBytes expand(SecretBytes prk, byte[] info, int sizeBytes) {
    byte[] key = prk.heapCopy();
    byte[] block = new byte[0];
    byte[] output = new byte[sizeBytes];
    try {
      init(key);
      for (int done = 0, counter = 1; done < sizeBytes; done += block.length, counter++) {
        mac.update(block);
        mac.update(info);
        mac.update((byte) counter);
        Arrays.fill(block, (byte) 0);
        block = mac.doFinal();
        System.arraycopy(block, 0, output, done, Math.min(block.length, sizeBytes - done));
      }
      return SecretBytes.takeOver(output);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(block, (byte) 0);
    }
  }

  private void init(byte[] key) {
    try {
      mac.init(new BorrowedKey(key, algorithm));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " refused its key", e);
    }
  }

  /** Overwrites what the MAC keeps of the last key. */
  @Override
  public void close() {
    init(new byte[mac.getMacLength()]);
  }

  /** A key that lives no longer than the array it borrows; only the MAC sees it. */
  private static final class BorrowedKey implements SecretKey {

    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private final String algorithm;

    BorrowedKey(byte[] bytes, String algorithm) {
      this.bytes = bytes;
      this.algorithm = algorithm;
    }

    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return bytes.clone();
    }
  }
}
