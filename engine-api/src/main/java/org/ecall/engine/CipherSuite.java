package org.ecall.engine;

import java.util.Optional;

/**
 * A cipher suite of RFC 9605 §4.5 that this engine implements. The tag length is part of the suite
 * and never negotiated.
 */
public enum CipherSuite {
  /** Opt-in, for interoperation: AES-128-GCM, HKDF and key labels with SHA-256. */
  AES_128_GCM_SHA256_128(0x0004, 16, "HmacSHA256", 32),
  /** The default, and the only suite that is on without asking. */
  AES_256_GCM_SHA512_128(0x0005, 32, "HmacSHA512", 64);

  /** Nonce size of every suite, in bytes ({@code Nn}). */
  public static final int NONCE_SIZE_BYTES = 12;

  /** Tag size of every suite, in bytes ({@code Nt}). */
  public static final int TAG_SIZE_BYTES = 16;

  private final int id;
  private final int keySizeBytes;
  private final String hmac;
  private final int hashSizeBytes;

  CipherSuite(int id, int keySizeBytes, String hmac, int hashSizeBytes) {
    this.id = id;
    this.keySizeBytes = keySizeBytes;
    this.hmac = hmac;
    this.hashSizeBytes = hashSizeBytes;
  }

  /**
   * Finds a suite by its registered number.
   *
   * @param id the number in the IANA SFrame cipher suite registry
   * @return the suite, or empty where this engine does not implement it
   */
  public static Optional<CipherSuite> ofId(int id) {
    for (CipherSuite suite : values()) {
      if (suite.id == id) {
        return Optional.of(suite);
      }
    }
    return Optional.empty();
  }

  /**
   * The registered number, which the key labels bind.
   *
   * @return a 16-bit number
   */
  public int id() {
    return id;
  }

  /**
   * Size of the AES key, {@code Nk}.
   *
   * @return bytes
   */
  public int keySizeBytes() {
    return keySizeBytes;
  }

  /**
   * The HMAC of the suite's hash, by its standard JCA name.
   *
   * @return a {@link javax.crypto.Mac} algorithm name
   */
  public String hmac() {
    return hmac;
  }

  /**
   * Output size of the suite's hash, {@code Nh}.
   *
   * @return bytes
   */
  public int hashSizeBytes() {
    return hashSizeBytes;
  }
}
