package org.ecall.cli.network;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a judge keeps of a frame and its metadata: half of a SHA-256, which is enough against chance
 * and against the forwarder.
 *
 * @param high first half
 * @param low second half
 */
public record FrameDigest(long high, long low) {

  /** Over where a frame belongs and the first bytes of an array. */
  public static FrameDigest of(Datagram.Head head, byte[] bytes, int size) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(head.metadata());
      sha256.update(bytes, 0, size);
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
      return new FrameDigest(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
