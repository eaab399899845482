package org.ecall.engine;

import java.util.Objects;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.jspecify.annotations.Nullable;

/** A frame of a {@link FrameBatch} that is to be sealed, and what became of it. */
final class BatchedSeal extends BatchedFrame {

  private static final int NOT_SEALED = -1;

  private @Nullable FrameSealer sealer;
  private @Nullable SendKey key;
  private @Nullable EngineException failure;
  private boolean waits;
  private int message;
  private int frameBytes;

  BatchedSeal(BatchMemory memory, AeadBackend backend) {
    super(memory, backend);
  }

  void begin(FrameSealer by) {
    if (sealer != by) {
      sealer = by;
    }
    if (failure != null) {
      failure = null;
    }
    waits = true;
    frameBytes = NOT_SEALED;
  }

  /** Whether the frame is still to be sealed. */
  boolean waits() {
    return waits;
  }

  /**
   * Takes key and counter and adds the frame to the messages of a pass, or finds that it cannot be
   * sealed. To be called while no receive key is claimed: a listener may be told of a limit.
   */
  void addTo(AeadBatch messages, Scratch scratch) {
    try {
      add(messages, scratch);
    } catch (EngineClosedException | SealLimitException e) {
      failure = e;
      waits = false;
    }
  }

  private void add(AeadBatch messages, Scratch scratch) {
    FrameSealer by = Objects.requireNonNull(sealer);
    SendKey current = by.key();
    long ctr = current.take(lengthBytes());
    while (ctr == SendKey.CLOSED) {
      by.requireReplaced(current);
      current = by.key();
      ctr = current.take(lengthBytes());
    }
    if (key != current) {
      key = current;
    }
    message = messages.size();
    frameBytes = current.addTo(messages, ctr, this, scratch);
  }

  /** Looks at what a pass made of the frame; false if its key was replaced in the meantime. */
  boolean settle(AeadBatch messages) {
    if (!waits) {
      return true;
    }
    if (messages.succeeded(message)) {
      waits = false;
      return true;
    }
    frameBytes = NOT_SEALED;
    try {
      Objects.requireNonNull(sealer).requireReplaced(Objects.requireNonNull(key));
      return false;
    } catch (EngineClosedException e) {
      failure = e;
      waits = false;
      return true;
    }
  }

  /** Size of the sealed frame in bytes; throws what the sealer would have thrown. */
  int frameBytes() {
    if (failure != null) {
      throw failure;
    }
    if (waits || frameBytes == NOT_SEALED) {
      throw new IllegalStateException("the batch was not run");
    }
    return frameBytes;
  }
}
