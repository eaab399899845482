package org.ecall.cli.adversary;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Where the keys of the naive scheme come from, and which of them have sealed. */
final class NaiveKeys {

  private static final int KEY_BYTES = 32;
  private static final int SALT_BYTES = 12;
  private static final long DIRECTION_BITS = 1;
  private static final long STREAM_BITS = 6;

  private final Set<Flaw> flaws;
  private final Set<GcmKey> sealed = new HashSet<>();

  NaiveKeys(Set<Flaw> flaws) {
    this.flaws = flaws;
  }

  GcmKey derive(byte[] baseKey, long kid) {
    long label = flaws.contains(Flaw.KID_NOT_IN_KEY) ? 0 : kid;
    if (flaws.contains(Flaw.DIRECTIONS_SHARE_KEYS)) {
      label &= ~DIRECTION_BITS;
    }
    if (flaws.contains(Flaw.STREAMS_SHARE_KEYS)) {
      label &= ~STREAM_BITS;
    }
    if (flaws.contains(Flaw.EPOCHS_SHARE_KEYS)) {
      label &= STREAM_BITS | DIRECTION_BITS;
    }
    byte[] hash = hash(ByteBuffer.allocate(Long.BYTES).putLong(label).array(), baseKey);
    return new GcmKey(
        Arrays.copyOf(hash, KEY_BYTES),
        Arrays.copyOfRange(hash, KEY_BYTES, KEY_BYTES + SALT_BYTES));
  }

  /** A key that is going to seal. */
  GcmKey deriveToSeal(byte[] baseKey, long kid) {
    GcmKey key = derive(baseKey, kid);
    boolean isNew = sealed.add(key);
    boolean sharedByDesign =
        flaws.contains(Flaw.KEYS_SEAL_AGAIN)
            || flaws.contains(Flaw.DIRECTIONS_SHARE_KEYS)
            || flaws.contains(Flaw.STREAMS_SHARE_KEYS)
            || flaws.contains(Flaw.EPOCHS_SHARE_KEYS);
    if (!isNew && !sharedByDesign) {
      throw new RefusedException("this key has sealed");
    }
    return key;
  }

  static byte[] hash(byte[]... parts) {
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        sha512.update(part);
      }
      return sha512.digest();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
