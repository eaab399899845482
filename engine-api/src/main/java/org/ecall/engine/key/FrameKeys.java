package org.ecall.engine.key;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ecall.engine.CipherSuite;

/**
 * Key and salt of one KID under one suite, derived as in RFC 9605 §4.4.2. Immutable until closed;
 * one owner closes it.
 */
public final class FrameKeys implements AutoCloseable {

  private static final byte[] NO_SALT = {};
  private static final int COMMITMENT_SIZE_BYTES = 32;

  private final CipherSuite suite;
  private final long kid;
  private final SecretBytes sframeSecret;
  private final SecretBytes sframeKey;
  private final SecretBytes sframeSalt;

  private FrameKeys(
      CipherSuite suite,
      long kid,
      SecretBytes sframeSecret,
      SecretBytes sframeKey,
      SecretBytes sframeSalt) {
    this.suite = suite;
    this.kid = kid;
    this.sframeSecret = sframeSecret;
    this.sframeKey = sframeKey;
    this.sframeSalt = sframeSalt;
  }

  /**
   * Derives the keys of a KID.
   *
   * @param suite binds the labels and gives sizes and hash
   * @param kid key identifier, unsigned
   * @param baseKey stays the caller's
   * @return an owner to be closed
   */
  public static FrameKeys derive(CipherSuite suite, long kid, BaseKey baseKey) {
    try (Hkdf hkdf = new Hkdf(suite.hmac())) {
      SecretBytes secret = hkdf.extract(NO_SALT, baseKey.secret());
      byte[] keyLabel = Labels.ofKid("SFrame 1.0 Secret key ", kid, suite.id());
      byte[] saltLabel = Labels.ofKid("SFrame 1.0 Secret salt ", kid, suite.id());
      return new FrameKeys(
          suite,
          kid,
          secret,
          hkdf.expand(secret, keyLabel, suite.keySizeBytes()),
          hkdf.expand(secret, saltLabel, CipherSuite.NONCE_SIZE_BYTES));
    }
  }

  /**
   * A value that two sides can compare over signalling to see that they hold the same keys, and
   * that says nothing about them (PROTOCOL §3): {@code Expand(sframe_secret, "eCall commit" ‖
   * u64(KID) ‖ u16(suite), 32)} with the suite's hash.
   *
   * @return 32 bytes, not secret
   */
  public byte[] commitment() {
    byte[] label = Labels.ofKid("eCall commit", kid, suite.id());
    try (Hkdf hkdf = new Hkdf(suite.hmac());
        SecretBytes value = hkdf.expand(sframeSecret, label, COMMITMENT_SIZE_BYTES)) {
      return value.heapCopy();
    }
  }

  /**
   * The suite that the keys are for.
   *
   * @return a suite
   */
  public CipherSuite suite() {
    return suite;
  }

  /**
   * The key identifier that the keys are for.
   *
   * @return an unsigned number
   */
  public long kid() {
    return kid;
  }

  /**
   * {@code sframe_secret}.
   *
   * @return owned by this object
   */
  public SecretBytes sframeSecret() {
    return sframeSecret;
  }

  /**
   * {@code sframe_key}, the AES key.
   *
   * @return owned by this object
   */
  public SecretBytes sframeKey() {
    return sframeKey;
  }

  /**
   * {@code sframe_salt}, 12 bytes.
   *
   * @return owned by this object
   */
  public SecretBytes sframeSalt() {
    return sframeSalt;
  }

  /**
   * Bytes 0 to 3 of the salt; the counter never reaches them.
   *
   * @param access the token that says key bytes leave here
   * @return big-endian
   */
  public int saltHigh(SecretAccess access) {
    byte[] salt = sframeSalt.toByteArray(access);
    try {
      return ByteBuffer.wrap(salt).getInt();
    } finally {
      Arrays.fill(salt, (byte) 0);
    }
  }

  /**
   * Bytes 4 to 11 of the salt, with which the counter is combined.
   *
   * @param access the token that says key bytes leave here
   * @return big-endian
   */
  public long saltLow(SecretAccess access) {
    byte[] salt = sframeSalt.toByteArray(access);
    try {
      return ByteBuffer.wrap(salt).getLong(Integer.BYTES);
    } finally {
      Arrays.fill(salt, (byte) 0);
    }
  }

  /** Wipes all three secrets. */
  @Override
  public void close() {
    sframeSecret.close();
    sframeKey.close();
    sframeSalt.close();
  }

  /** Says suite and KID only. */
  @Override
  public String toString() {
    return "FrameKeys[" + suite + ", KID " + Long.toUnsignedString(kid) + "]";
  }
}
