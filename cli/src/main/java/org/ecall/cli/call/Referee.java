package org.ecall.cli.call;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecall.engine.OpenStatus;

/**
 * Knows what one side sent, and judges what the other side made of what arrived: every genuine
 * frame must open, once, to the bytes that were sent, and nothing else may. Thread-safe.
 */
final class Referee {

  private static final int MOST_VIOLATIONS_KEPT = 10;

  /** What was sent under a head, and whether it has been opened. */
  private static final class Sent {
    final byte[] sealedDigest;
    final byte[] payloadDigest;
    boolean delivered;

    Sent(byte[] sealedDigest, byte[] payloadDigest) {
      this.sealedDigest = sealedDigest;
      this.payloadDigest = payloadDigest;
    }
  }

  private final String direction;
  private final Map<Datagram.Head, Sent> sent = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private final Map<Integer, Integer> deliveredByStream = new HashMap<>();
  private long violationCount;

  Referee(String direction) {
    this.direction = direction;
  }

  /** A frame is about to be sent. */
  synchronized void sending(Datagram.Head head, byte[] payload, byte[] sealed, int sealedBytes) {
    sent.put(head, new Sent(digest(sealed, sealedBytes), digest(payload, payload.length)));
  }

  /** A frame arrived and was opened or refused; the answer is whether that was right. */
  synchronized boolean judge(
      Datagram.Head head, byte[] sealed, OpenStatus status, byte[] plaintext, int plaintextBytes) {
    long before = violationCount;
    Sent genuine = sent.get(head);
    boolean isGenuine =
        genuine != null && Arrays.equals(genuine.sealedDigest, digest(sealed, sealed.length));
    boolean opened = status == OpenStatus.OPENED;
    if (genuine == null || !isGenuine) {
      if (opened) {
        violation("a frame that was never sent opened as " + head);
      }
    } else if (genuine.delivered) {
      if (opened) {
        violation("a frame opened twice: " + head);
      }
    } else {
      genuine.delivered = true;
      deliveredByStream.merge(head.stream(), 1, Integer::sum);
      if (!opened) {
        violation("a genuine frame was refused as " + status + ": " + head);
      } else if (!Arrays.equals(genuine.payloadDigest, digest(plaintext, plaintextBytes))) {
        violation("a frame opened to other bytes than were sent: " + head);
      }
    }
    return violationCount == before;
  }

  private void violation(String what) {
    violationCount++;
    if (violations.size() < MOST_VIOLATIONS_KEPT) {
      violations.add(direction + ": " + what);
    }
  }

  /** Genuine frames of a stream that arrived whole at least once. */
  synchronized int delivered(int stream) {
    return deliveredByStream.getOrDefault(stream, 0);
  }

  synchronized long violationCount() {
    return violationCount;
  }

  /** The first few violations, in words. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  private static byte[] digest(byte[] bytes, int size) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes, 0, size);
      return sha256.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
