package org.ecall.engine;

import java.util.Objects;
import org.ecall.engine.nonce.FrameCounter;
import org.jspecify.annotations.Nullable;

/** A frame of a {@link FrameBatch} that is to be sealed, and what became of it. */
@SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
final class BatchedSeal extends BatchedFrame {

  private static final int NOT_SEALED = -1;
  private static final int NO_MESSAGE = -1;

  private @Nullable FrameSealer sealer;
  private @Nullable SendKey key;
  private @Nullable EngineException failure;

  /** Number in the current pass, or {@link #NO_MESSAGE}. */
  private int message;

  /** Size of the sealed frame; {@link #NOT_SEALED} while it waits or if it failed. */
  private int frameBytes;

  /** Creates a place for a frame. */
  BatchedSeal() {}

  void begin(FrameSealer by) {
    if (sealer != by) {
      sealer = by;
    }
    if (failure != null) {
      failure = null;
    }
    frameBytes = NOT_SEALED;
    message = NO_MESSAGE;
  }

  FrameSealer sealer() {
    return Objects.requireNonNull(sealer);
  }

  /** Whether the frame is still to be sealed. */
  boolean waits() {
    return frameBytes == NOT_SEALED && failure == null;
  }

  /** Blocks that it takes from the budget. */
  long blocks() {
    return FrameCounter.blocks(lengthBytes());
  }

  /** The frame is a message of the pass, and sealed unless that fails. */
  void added(SendKey by, int number, int sealedBytes) {
    if (key != by) {
      key = by;
    }
    message = number;
    frameBytes = sealedBytes;
  }

  /** The frame cannot be sealed. */
  void fail(EngineException why) {
    failure = why;
  }

  /**
   * Looks at what a pass made of the frame, if it had it; false if its key was replaced in the
   * meantime, so that the frame waits again.
   */
  boolean settle(BatchMessages messages) {
    if (message == NO_MESSAGE || messages.succeeded(message)) {
      message = NO_MESSAGE;
      return true;
    }
    lose();
    try {
      sealer().requireReplaced(Objects.requireNonNull(key));
      return false;
    } catch (EngineClosedException e) {
      failure = e;
      return true;
    }
  }

  /** The pass that had the frame, if one had it, did not get to its end. */
  void lose() {
    if (message != NO_MESSAGE) {
      message = NO_MESSAGE;
      frameBytes = NOT_SEALED;
    }
  }

  /** Size of the sealed frame in bytes; throws what the sealer would have thrown. */
  int frameBytes() {
    if (frameBytes == NOT_SEALED) {
      throw failure != null ? failure : new IllegalStateException("the batch was not run");
    }
    return frameBytes;
  }
}
