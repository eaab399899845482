package org.ecall.cli.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecall.cli.network.Datagram;
import org.ecall.cli.network.FrameDigest;
import org.ecall.engine.OpenStatus;
import org.jspecify.annotations.Nullable;

/**
 * Knows what one side sent, and judges what the other side made of what arrived: every genuine
 * frame must open, once, to the bytes that were sent, and nothing else may. Thread-safe. It keeps
 * every frame until the end, and so keeps little of each.
 */
final class Referee {

  private static final int MOST_VIOLATIONS_KEPT = 10;

  /** A frame that was sent, and whether it has been delivered. */
  private static final class Sent {
    final FrameDigest sealed;
    final FrameDigest payload;
    boolean delivered;

    Sent(FrameDigest sealed, FrameDigest payload) {
      this.sealed = sealed;
      this.payload = payload;
    }
  }

  private final String direction;

  /** The frames of each stream, by their sequence. */
  private final Map<Integer, List<Sent>> sent = new HashMap<>();

  private final List<String> violations = new ArrayList<>();
  private final Map<Integer, Integer> deliveredByStream = new HashMap<>();
  private long violationCount;

  Referee(String direction) {
    this.direction = direction;
  }

  /** The next frame of a stream is about to be sent. */
  synchronized void sending(Datagram.Head head, byte[] payload, byte[] sealed, int sealedBytes) {
    List<Sent> frames = sent.computeIfAbsent(head.stream(), stream -> new ArrayList<>());
    if (head.sequence() != frames.size()) {
      throw new IllegalArgumentException("%s, expected %d".formatted(head, frames.size()));
    }
    frames.add(
        new Sent(
            FrameDigest.of(head, sealed, sealedBytes),
            FrameDigest.of(head, payload, payload.length)));
  }

  /** A frame arrived and was opened or refused; the answer is whether that was right. */
  synchronized boolean judge(
      Datagram.Head head, byte[] sealed, OpenStatus status, byte[] plaintext, int plaintextBytes) {
    Sent genuine = genuine(head, sealed);
    boolean opened = status == OpenStatus.OPENED;
    if (genuine == null) {
      return !opened || violation("a frame that was never sent opened as " + head);
    }
    if (genuine.delivered) {
      return !opened || violation("a frame opened twice: " + head);
    }
    genuine.delivered = true;
    deliveredByStream.merge(head.stream(), 1, Integer::sum);
    if (!opened) {
      return violation("a genuine frame was refused as " + status + ": " + head);
    }
    return genuine.payload.equals(FrameDigest.of(head, plaintext, plaintextBytes))
        || violation("a frame opened to other bytes than were sent: " + head);
  }

  /** What was sent under this head and with these bytes. */
  private @Nullable Sent genuine(Datagram.Head head, byte[] sealed) {
    List<Sent> frames = sent.getOrDefault(head.stream(), List.of());
    int sequence = head.sequence();
    Sent frame = sequence >= 0 && sequence < frames.size() ? frames.get(sequence) : null;
    return frame != null && frame.sealed.equals(FrameDigest.of(head, sealed, sealed.length))
        ? frame
        : null;
  }

  private boolean violation(String what) {
    violationCount++;
    if (violations.size() < MOST_VIOLATIONS_KEPT) {
      violations.add(direction + ": " + what);
    }
    return false;
  }

  /** Genuine frames of a stream that arrived whole at least once. */
  synchronized int delivered(int stream) {
    return deliveredByStream.getOrDefault(stream, 0);
  }

  synchronized long violationCount() {
    return violationCount;
  }

  /** The first few violations, in words; that nothing could be judged is one too. */
  synchronized List<String> violations() {
    if (violations.isEmpty() && deliveredByStream.isEmpty()) {
      return List.of(direction + ": no frame arrived whole, so nothing was shown");
    }
    return List.copyOf(violations);
  }
}
