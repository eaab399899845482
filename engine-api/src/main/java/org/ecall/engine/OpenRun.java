package org.ecall.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a {@link FrameBatch} that follow each other in a pass, name the same key, and of which
 * the first look at its window said the same. Used again and again; a reference that stays the same
 * is not written again, because collectors want to know of every one that is.
 */
@SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
final class OpenRun {

  private @Nullable FrameOpener opener;
  private @Nullable ReceiveKey key;

  /** Whether the key is to be given back; of several runs with the same key the first does. */
  private boolean claimed;

  /** Piece of the batch's memory that takes the plaintexts. */
  int out;

  /** Numbers of the first frame and of the one behind the last. */
  int from;

  int to;

  private OpenStatus verdict = OpenStatus.OPENED;

  /** Number of the first one's message. */
  int message;

  /** Whether some did not authenticate. */
  boolean forged;

  /** Whether epochs are to be looked after because frames opened, or if the key is a fresh one. */
  boolean opened;

  boolean checksEpochs;

  /** Creates an empty run. */
  OpenRun() {}

  /** Begins without frames. */
  void begin(FrameOpener by, ReceiveKey found, boolean firstOfKey, int output, int frame) {
    if (opener != by) {
      opener = by;
    }
    if (key != found) {
      key = found;
    }
    claimed = firstOfKey;
    out = output;
    from = frame;
    to = frame;
    forged = false;
    opened = false;
    checksEpochs = false;
  }

  /** Whether a frame of which the window says so belongs to it. */
  boolean accepts(OpenStatus seen) {
    return seen == verdict || from == to;
  }

  /** Takes in another frame, which follows those that it has; so do the numbers of messages. */
  void grow(int frame, OpenStatus seen, int number) {
    if (from == to) {
      message = number;
    }
    if (verdict != seen) {
      verdict = seen;
    }
    to = frame + 1;
  }

  /** Whether nothing speaks against the frames; else they are no messages of the pass. */
  boolean isFresh() {
    return verdict == OpenStatus.OPENED && from != to;
  }

  /** Whether the frames came after their key's grace period. */
  boolean isRetired() {
    return verdict == OpenStatus.EPOCH_RETIRED;
  }

  FrameOpener opener() {
    return Objects.requireNonNull(opener);
  }

  ReceiveKey key() {
    return Objects.requireNonNull(key);
  }

  /** Gives the key back if this run has claimed it. */
  void release() {
    if (claimed) {
      claimed = false;
      key().release();
    }
  }
}
