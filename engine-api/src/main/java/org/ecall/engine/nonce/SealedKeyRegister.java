package org.ecall.engine.nonce;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.SecretAccess;

/**
 * The keys that have sealed in this process (PROTOCOL §4): a set of fingerprints that only grows,
 * so that no key and salt ever get a second counter, closed or not.
 *
 * <p>A fingerprint is SHA-256 over key and salt, cut to 64 bits: among a million keys two collide
 * with a chance of 2^-25, and then a good key is refused, never a used one let through. The table
 * is kept between {@value #LEAST_FILL_PERCENT} and {@value #MOST_FILL_PERCENT} per cent full, so a
 * key takes at most 16 bytes once there are more than a few. Thread-safe.
 */
public final class SealedKeyRegister {

  /** The register of this process. */
  public static final SealedKeyRegister PROCESS = new SealedKeyRegister();

  private static final int LEAST_FILL_PERCENT = 50;
  private static final int MOST_FILL_PERCENT = 80;
  private static final int FIRST_SLOTS = 64;
  private static final long EMPTY = 0;

  private long[] slots = new long[FIRST_SLOTS];
  private int size;

  /** Creates an empty register, for tests; engines use {@link #PROCESS}. */
  public SealedKeyRegister() {}

  /**
   * Registers a key that is about to seal.
   *
   * @param keys key and salt
   * @return false if they are registered already
   */
  public boolean add(FrameKeys keys) {
    return add(fingerprint(keys));
  }

  /** Zero marks an empty slot and so stands for no fingerprint: it shares that of one. */
  synchronized boolean add(long fingerprint) {
    long value = fingerprint == EMPTY ? 1 : fingerprint;
    if (!insert(slots, value)) {
      return false;
    }
    size++;
    if (size * 100L > slots.length * (long) MOST_FILL_PERCENT) {
      grow();
    }
    return true;
  }

  private void grow() {
    // By eight fifths, not by two: the fill then stays at least at LEAST_FILL_PERCENT.
    long[] larger =
        new long[Math.toIntExact(slots.length * (long) MOST_FILL_PERCENT / LEAST_FILL_PERCENT)];
    for (long value : slots) {
      if (value != EMPTY) {
        insert(larger, value);
      }
    }
    slots = larger;
  }

  private static boolean insert(long[] table, long value) {
    int i = (int) Long.remainderUnsigned(value, table.length);
    while (table[i] != EMPTY) {
      if (table[i] == value) {
        return false;
      }
      i = i + 1 == table.length ? 0 : i + 1;
    }
    table[i] = value;
    return true;
  }

  private static long fingerprint(FrameKeys keys) {
    byte[] key = keys.sframeKey().toByteArray(SecretAccess.leaksKeyBytes());
    byte[] salt = keys.sframeSalt().toByteArray(SecretAccess.leaksKeyBytes());
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(key);
      return ByteBuffer.wrap(sha256.digest(salt)).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(salt, (byte) 0);
    }
  }

  /**
   * How many keys have sealed.
   *
   * @return a count
   */
  public synchronized int size() {
    return size;
  }

  /**
   * Memory that the register takes.
   *
   * @return bytes
   */
  public synchronized long sizeBytes() {
    return (long) slots.length * Long.BYTES;
  }
}
