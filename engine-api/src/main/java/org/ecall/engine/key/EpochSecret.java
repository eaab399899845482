package org.ecall.engine.key;

import org.ecall.engine.CipherSuite;

/**
 * {@code ES(e)} of PROTOCOL §3: the secret of one epoch of a two-party call. The ratchet goes one
 * way only: whoever learns an epoch's secret learns no earlier one, but all later ones, until a new
 * key agreement. Immutable until closed.
 */
public final class EpochSecret implements AutoCloseable {

  private static final String HMAC = "HmacSHA512";
  private static final int SIZE_BYTES = 64;
  private static final byte[] NO_SALT = {};

  private final long epoch;
  private final SecretBytes secret;

  private EpochSecret(long epoch, SecretBytes secret) {
    this.epoch = epoch;
    this.secret = secret;
  }

  /**
   * {@code ES(0) = Expand(Extract(context, secret), "eCall epoch", 64)}.
   *
   * @param session stays the caller's
   * @return the secret of epoch 0, to be closed
   */
  public static EpochSecret first(SessionSecret session) {
    return step(0, session.context(), session.secret(), "eCall epoch");
  }

  /**
   * {@code ES(e+1) = Expand(Extract("", ES(e)), "eCall ratchet", 64)}.
   *
   * @return the secret of the next epoch, to be closed
   * @throws IllegalArgumentException after epoch 2^32 − 1
   */
  public EpochSecret next() {
    return step(
        new CallKid(epoch + 1, MediaStream.AUDIO, Direction.CALLER_TO_CALLEE).epoch(),
        NO_SALT,
        secret,
        "eCall ratchet");
  }

  private static EpochSecret step(long epoch, byte[] salt, SecretBytes ikm, String label) {
    try (Hkdf hkdf = new Hkdf(HMAC);
        SecretBytes prk = hkdf.extract(salt, ikm)) {
      return new EpochSecret(epoch, hkdf.expand(prk, Labels.ofText(label), SIZE_BYTES));
    }
  }

  /**
   * {@code base(e,d) = Expand(ES(e), "eCall base" ‖ u8(d) ‖ u32(e), 64)}.
   *
   * @param direction which way
   * @return a base key, to be closed
   */
  public BaseKey baseKey(Direction direction) {
    try (Hkdf hkdf = new Hkdf(HMAC)) {
      return new BaseKey(hkdf.expand(secret, Labels.ofBase(direction.bit(), epoch), SIZE_BYTES));
    }
  }

  /**
   * The keys of one stream in one direction.
   *
   * @param suite the call's suite
   * @param stream which stream
   * @param direction which way
   * @return keys under the KID of PROTOCOL §3, to be closed
   */
  public FrameKeys frameKeys(CipherSuite suite, MediaStream stream, Direction direction) {
    try (BaseKey base = baseKey(direction)) {
      return FrameKeys.derive(suite, new CallKid(epoch, stream, direction).value(), base);
    }
  }

  /**
   * Number of the epoch.
   *
   * @return 0 to 2^32 − 1
   */
  public long epoch() {
    return epoch;
  }

  /**
   * The bytes of this secret.
   *
   * @param access the token that says key bytes leave here
   * @return 64 bytes for the caller to wipe
   */
  public byte[] toByteArray(SecretAccess access) {
    return secret.toByteArray(access);
  }

  /** Wipes the secret. Keys derived from it stay usable. */
  @Override
  public void close() {
    secret.close();
  }

  /** Says the epoch only. */
  @Override
  public String toString() {
    return "EpochSecret[epoch " + epoch + "]";
  }
}
