package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.EpochSecret;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.key.SessionSecret;

/**
 * The key schedule and the import of keys against HMAC and the formulas of PROTOCOL §2 and §3; keys
 * of sizes that are not allowed are refused as documented.
 */
public final class KeyScheduleTarget {

  private static final SecretAccess ACCESS = SecretAccess.leaksKeyBytes();
  private static final CipherSuite[] SUITES = CipherSuite.values();
  private static final MediaStream[] STREAMS = MediaStream.values();
  private static final int MAX_EPOCHS = 3;

  private KeyScheduleTarget() {}

  /** One key, or one call. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    if (data.consumeBoolean()) {
      baseKey(SUITES[data.consumeInt(0, 1)], data.consumeLong(), data.consumeRemainingAsBytes());
    } else {
      call(data);
    }
  }

  private static void baseKey(CipherSuite suite, long kid, byte[] bytes) {
    if (bytes.length < BaseKey.MIN_SIZE_BYTES) {
      requireRefused(() -> BaseKey.copyOf(bytes));
      return;
    }
    try (BaseKey key = BaseKey.copyOf(bytes);
        FrameKeys derived = FrameKeys.derive(suite, kid, key)) {
      requireKeys(derived, suite, kid, bytes);
    }
  }

  private static void call(FuzzedDataProvider data) {
    int secretBytes = data.consumeInt(0, 40);
    byte[] secret = padded(data.consumeBytes(secretBytes), secretBytes);
    int contextBytes = data.consumeBoolean() ? 64 : data.consumeInt(0, 70);
    byte[] context = padded(data.consumeBytes(contextBytes), contextBytes);
    if (secretBytes != SessionSecret.SECRET_SIZE_BYTES
        || contextBytes != SessionSecret.CONTEXT_SIZE_BYTES) {
      requireRefused(() -> SessionSecret.copyOf(secret, context));
      return;
    }
    PlainHkdf hkdf = PlainHkdf.SHA512;
    byte[] expected = hkdf.expand(hkdf.extract(context, secret), "eCall epoch", new byte[0], 64);
    try (SessionSecret session = SessionSecret.copyOf(secret, context)) {
      EpochSecret epoch = EpochSecret.first(session);
      int last = data.consumeInt(0, MAX_EPOCHS);
      for (int e = 0; e < last; e++) {
        requireEpoch(epoch, e, expected, data);
        EpochSecret next = epoch.next();
        epoch.close();
        epoch = next;
        expected =
            hkdf.expand(hkdf.extract(new byte[0], expected), "eCall ratchet", new byte[0], 64);
      }
      requireEpoch(epoch, last, expected, data);
      epoch.close();
    }
  }

  private static void requireEpoch(
      EpochSecret epoch, int number, byte[] expected, FuzzedDataProvider data) {
    Oracle.requireEqual(epoch.toByteArray(ACCESS), expected, "ES(" + number + ")");
    CipherSuite suite = SUITES[data.consumeInt(0, 1)];
    MediaStream stream = STREAMS[data.consumeInt(0, 3)];
    Direction direction =
        data.consumeBoolean() ? Direction.CALLER_TO_CALLEE : Direction.CALLEE_TO_CALLER;
    byte[] info = ByteBuffer.allocate(5).put((byte) direction.bit()).putInt(number).array();
    byte[] base = PlainHkdf.SHA512.expand(expected, "eCall base", info, 64);
    try (BaseKey key = epoch.baseKey(direction);
        FrameKeys derived = epoch.frameKeys(suite, stream, direction)) {
      Oracle.requireEqual(key.toByteArray(ACCESS), base, "base");
      long kid = ((long) number << 3) | ((long) stream.number() << 1) | direction.bit();
      requireKeys(derived, suite, kid, base);
    }
  }

  private static void requireKeys(FrameKeys derived, CipherSuite suite, long kid, byte[] base) {
    boolean aes256 = suite == CipherSuite.AES_256_GCM_SHA512_128;
    PlainHkdf hkdf = aes256 ? PlainHkdf.SHA512 : PlainHkdf.SHA256;
    byte[] info = ByteBuffer.allocate(10).putLong(kid).putShort((short) (aes256 ? 5 : 4)).array();
    byte[] secret = hkdf.extract(new byte[0], base);
    byte[] key = hkdf.expand(secret, "SFrame 1.0 Secret key ", info, aes256 ? 32 : 16);
    byte[] salt = hkdf.expand(secret, "SFrame 1.0 Secret salt ", info, 12);
    Oracle.require(derived.kid() == kid, "KID");
    Oracle.requireEqual(derived.sframeSecret().toByteArray(ACCESS), secret, "sframe_secret");
    Oracle.requireEqual(derived.sframeKey().toByteArray(ACCESS), key, "sframe_key");
    Oracle.requireEqual(derived.sframeSalt().toByteArray(ACCESS), salt, "sframe_salt");
    Oracle.requireEqual(
        derived.commitment(), hkdf.expand(secret, "eCall commit", info, 32), "commit");
  }

  private static byte[] padded(byte[] bytes, int size) {
    return Arrays.copyOf(bytes, size);
  }

  private static void requireRefused(Runnable made) {
    try {
      made.run();
    } catch (IllegalArgumentException e) {
      return;
    }
    throw new AssertionError("a key of a size that is not allowed");
  }
}
