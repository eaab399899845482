package org.ecall.cli.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.ecall.cli.network.Side;
import org.ecall.engine.key.SessionSecret;

/** A session secret and context, fresh for each call, as call set-up would deliver them. */
public final class SessionSecrets {

  private static final int NONCE_BYTES = 16;

  private SessionSecrets() {}

  /** Makes one secret and gives each side a copy, to be closed. */
  public static List<SessionSecret> fresh() {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[SessionSecret.SECRET_SIZE_BYTES];
    random.nextBytes(secret);
    byte[] context = context(random);
    try {
      return List.of(SessionSecret.copyOf(secret, context), SessionSecret.copyOf(secret, context));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** SHA-512 over what a transcript holds: call id, identities, and random bytes of each side. */
  private static byte[] context(SecureRandom random) {
    try {
      MessageDigest transcript = MessageDigest.getInstance("SHA-512");
      for (Side side : Side.values()) {
        transcript.update(side.label().getBytes(StandardCharsets.US_ASCII));
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        transcript.update(nonce);
      }
      byte[] callId = new byte[NONCE_BYTES];
      random.nextBytes(callId);
      return transcript.digest(callId);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-512", e);
    }
  }
}
