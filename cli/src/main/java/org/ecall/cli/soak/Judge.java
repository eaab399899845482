package org.ecall.cli.soak;

import org.ecall.cli.network.Datagram.Head;
import org.ecall.cli.network.FrameDigest;
import org.ecall.cli.network.Side;
import org.ecall.cli.soak.Ledger.SealedFrame;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.header.FrameHeader;
import org.jspecify.annotations.Nullable;

/**
 * Knows what was sealed in a room and says of every answer of an opener whether it was right:
 *
 * <ul>
 *   <li>Only what was sealed opens, at the other side, to the very bytes, once, and not after its
 *       keys had to be gone.
 *   <li>What was sealed is refused for one of four causes only: it opened before, its counter is
 *       behind the window, its epoch may be over, its engine is being closed.
 *   <li>No KID and counter seal twice, and nothing seals or opens once its engine is closed.
 * </ul>
 *
 * <p>Thread-safe, and never wrong about frames that several threads open at once: what excuses a
 * refusal is looked at after it, what forbids an opening before it.
 */
final class Judge {

  private final Life life;
  private final KidScheme kids;
  private final int windowFrames;
  private final SoakMedia media;
  private final Tally tally;
  private final Violations violations;
  private final Ledger ledger = new Ledger();

  /**
   * A frame that an opener is about to be asked for.
   *
   * @param head where the transport says that it belongs
   * @param kid what the frame says of itself; 0 if it has no header
   * @param genuine null if it was not sealed like this for this place
   * @param nanos when
   * @param closed whether the opener was closed before
   */
  record Question(Head head, long kid, @Nullable SealedFrame genuine, long nanos, boolean closed) {}

  Judge(
      Life life,
      KidScheme kids,
      int windowFrames,
      SoakMedia media,
      Tally tally,
      Violations violations) {
    this.life = life;
    this.kids = kids;
    this.windowFrames = windowFrames;
    this.media = media;
    this.tally = tally;
    this.violations = violations;
  }

  /**
   * A frame was sealed.
   *
   * @param wasClosed whether the sealer was closed before
   */
  void sealed(Head head, byte[] frame, int frameBytes, boolean wasClosed) {
    tally.sealed.increment();
    FrameHeader header = FrameHeader.parse(frame).orElse(null);
    if (wasClosed) {
      violation(head, "sealed after its engine had been closed");
    } else if (header == null || kids.stream(header.kid()) != head.stream()) {
      violation(head, "sealed as " + header + ", which is none of its stream");
    } else if (!ledger.add(header, FrameDigest.of(head, frame, frameBytes))) {
      violation(head, "sealed as " + header + ", which has sealed before");
    }
  }

  /** An opener is about to be asked, at one side of the room. */
  Question ask(Side at, Head head, byte[] frame) {
    boolean closed = life.closed();
    FrameHeader header = FrameHeader.parse(frame).orElse(null);
    SealedFrame genuine =
        header == null || at == Streams.sender(head.stream())
            ? null
            : ledger.find(header, FrameDigest.of(head, frame, frame.length));
    if (genuine != null) {
      genuine.beginOpening();
    }
    return new Question(
        head, header == null ? 0 : header.kid(), genuine, System.nanoTime(), closed);
  }

  /**
   * An opener has answered.
   *
   * @param status null if it said that it was closed
   */
  void answered(Question asked, @Nullable OpenStatus status, byte[] plaintext, int plaintextBytes) {
    SealedFrame genuine = asked.genuine();
    tally.count(genuine != null, status);
    String wrong =
        genuine == null
            ? ofForged(status)
            : ofGenuine(asked, genuine, status, plaintext, plaintextBytes);
    if (wrong == null) {
      wrong = ofClosing(asked, status);
    }
    if (wrong != null) {
      violation(asked.head(), wrong);
    }
  }

  private @Nullable String ofClosing(Question asked, @Nullable OpenStatus status) {
    if (status == null) {
      return life.closing() ? null : "the opener was closed by nobody";
    }
    return asked.closed() ? "answered as " + status + " by an engine that was closed" : null;
  }

  private static @Nullable String ofForged(@Nullable OpenStatus status) {
    return status == OpenStatus.OPENED ? "opened, and was never sealed for here" : null;
  }

  private @Nullable String ofGenuine(
      Question asked,
      SealedFrame genuine,
      @Nullable OpenStatus status,
      byte[] plaintext,
      int plaintextBytes) {
    long generation = kids.generation(asked.kid());
    if (status == OpenStatus.OPENED) {
      if (!genuine.endOpened()) {
        return "opened twice";
      }
      if (!media.isPayload(asked.head(), plaintext, plaintextBytes)) {
        return "opened to other bytes than were sealed";
      }
      return life.mustBeOver(generation, asked.nanos())
          ? "opened after its keys had to be gone"
          : null;
    }
    if (!genuine.endRefused(status == OpenStatus.REPLAYED)) {
      return "refused as REPLAYED, and had never opened";
    }
    boolean excused =
        switch (status) {
          case null -> true;
          case REPLAYED -> true;
          case TOO_OLD -> genuine.mayBeBehind(windowFrames);
          case EPOCH_RETIRED -> life.closing() || life.mayBeOver(generation, System.nanoTime());
          case OPENED, MALFORMED, OWN_DIRECTION, UNKNOWN_KID, NOT_AUTHENTIC -> false;
        };
    return excused ? null : "genuine, and refused as " + status;
  }

  private void violation(Head head, String what) {
    violations.add(
        Violations.Kind.ANSWER,
        "frame %d of stream %d in room %d: %s"
            .formatted(head.sequence(), head.stream(), head.tick(), what));
  }
}
