package org.ecall.engine;

import java.util.Objects;
import org.ecall.engine.header.FrameHeaderReader;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.jspecify.annotations.Nullable;

/** A frame of a {@link FrameBatch} that is to be opened. */
final class BatchedOpen extends BatchedFrame {

  /** What {@link #take} found of the frame's key. */
  enum Taken {
    /** It is ours, or the frame needs none. */
    DONE,
    /** It is ours, and the frame may be the first of an epoch: the next one has to wait for it. */
    MAYBE_FIRST_OF_EPOCH,
    /** Somebody else has it. Nothing was done. */
    HELD_BY_ANOTHER
  }

  private static final int NO_MESSAGE = -1;

  private @Nullable FrameOpener opener;
  private OpenResult result = new OpenResult();
  private @Nullable ReceiveKey key;

  /** Whether there is a key that has an answer; without one the result is final. */
  private boolean hasKey;

  /** Whether the key is to be given back; of several frames with the same key the first does. */
  private boolean claimed;

  /** The answer for the frame; null if its key was closed. */
  private @Nullable OpenStatus status;

  private long ctr;
  private int payloadBytes;
  private int message;

  BatchedOpen(BatchMemory memory, AeadBackend backend) {
    super(memory, backend);
  }

  void begin(FrameOpener by, OpenResult answer) {
    answer.refuse(OpenStatus.MALFORMED);
    if (opener != by) {
      opener = by;
    }
    if (result != answer) {
      result = answer;
    }
    hasKey = false;
  }

  /** Steps 1 to 3 of PROTOCOL §6, up to adding the frame to the messages of a pass. */
  Taken take(long claimant, boolean mayWait, AeadBatch messages, Scratch scratch) {
    FrameHeaderReader header = result.header;
    boolean parsed =
        lengthBytes() >= FrameOpener.MIN_FRAME_BYTES && header.read(input(scratch), inputOffset());
    FrameOpener by = Objects.requireNonNull(opener);
    ReceiveKey found = by.keyOrRefuse(parsed, lengthBytes(), result);
    if (found == null) {
      return Taken.DONE;
    }
    long before = found.tryClaim(claimant);
    if (before != ReceiveKey.FREE && before != claimant && before != ReceiveKey.CLOSED) {
      if (!mayWait) {
        return Taken.HELD_BY_ANOTHER;
      }
      before = found.claim(claimant) ? ReceiveKey.FREE : ReceiveKey.CLOSED;
    }
    if (key != found) {
      key = found;
    }
    hasKey = true;
    // Its own copy: what an embedder does with the result cannot mark another counter.
    ctr = header.ctr();
    payloadBytes = FrameOpener.payloadBytes(lengthBytes(), result);
    message = NO_MESSAGE;
    if (before == ReceiveKey.CLOSED) {
      status = null;
      return Taken.DONE;
    }
    claimed = before == ReceiveKey.FREE;
    OpenStatus early = found.lookUp(ctr);
    if (status != early) {
      status = early;
    }
    if (early == OpenStatus.OPENED) {
      message = messages.size();
      found.addTo(messages, header, this, scratch);
    }
    return by.mayEndEpochs(found) ? Taken.MAYBE_FIRST_OF_EPOCH : Taken.DONE;
  }

  /** Step 4 of PROTOCOL §6, in the order of adding and with the key claimed. */
  void settle(AeadBatch messages) {
    if (!hasKey || status == null || status == OpenStatus.EPOCH_RETIRED) {
      return;
    }
    boolean authentic = message != NO_MESSAGE && messages.succeeded(message);
    OpenStatus last = Objects.requireNonNull(key).settleAfterOthers(ctr, authentic);
    if (status != last) {
      status = last;
    }
    if (authentic && last != OpenStatus.OPENED) {
      out().asSlice(outOffset(), payloadBytes).fill((byte) 0);
    }
  }

  /** Wipes what a backend that failed may have left of a plaintext. */
  void wipe() {
    if (hasKey && message != NO_MESSAGE && BackendFailure.isUsable(out())) {
      out().asSlice(outOffset(), payloadBytes).fill((byte) 0);
    }
  }

  /** Gives the key back if this frame has claimed it. */
  void release() {
    if (claimed) {
      claimed = false;
      Objects.requireNonNull(key).release();
    }
  }

  /** Fills the result in, counts failures and looks after epochs. Not while a key is claimed. */
  void finish() {
    if (hasKey) {
      Objects.requireNonNull(opener)
          .finish(Objects.requireNonNull(key), status, payloadBytes, result);
    }
  }
}
