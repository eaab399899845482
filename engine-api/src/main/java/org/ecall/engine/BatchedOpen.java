package org.ecall.engine;

import java.util.Objects;
import org.ecall.engine.header.FrameHeaderReader;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a {@link FrameBatch} that is to be opened. Used again and again; a reference that
 * stays the same is not written again, because collectors want to know of every one that is.
 */
@SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
final class BatchedOpen {

  /** What {@link #take} found of the frame's key. */
  enum Taken {
    /** It is ours, or the frame needs none. */
    DONE,
    /** It is ours, and the frame may be the first of an epoch: the next one has to wait for it. */
    MAYBE_FIRST_OF_EPOCH,
    /** Somebody else has it. Nothing was done. */
    HELD_BY_ANOTHER
  }

  private static final int NONE = -1;
  private static final int NO_MESSAGE = -1;

  private int in;
  private long inOffset;
  private int lengthBytes;
  private int out;
  private long outOffset;
  private byte[] metadata = FrameSealer.NO_METADATA;

  /** Where in the scratch buffer the input is copied to, if the output overlaps it. */
  private int copyAt;

  /** Where in the scratch buffer the additional data is joined, if there is metadata. */
  private int aadAt;

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

  /** Frames of the key that did not authenticate, if this is one of them. */
  private long failures;

  /** Creates a place for a frame. */
  BatchedOpen() {}

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

  /** Remembers where a frame lies. The ranges have been checked. */
  void place(int input, long inputOffset, int length, int output, long outputOffset) {
    in = input;
    inOffset = inputOffset;
    lengthBytes = length;
    out = output;
    outOffset = outputOffset;
  }

  /** Reserves what the frame needs of the scratch buffer; the answer is how far that is used. */
  int reserve(boolean overlaps, byte[] frameMetadata, int used) {
    if (metadata != frameMetadata) {
      metadata = frameMetadata;
    }
    int next = used;
    copyAt = NONE;
    if (overlaps) {
      copyAt = next;
      next = Scratch.plus(next, lengthBytes);
    }
    if (frameMetadata.length != 0) {
      aadAt = next;
      next = Scratch.plus(next, FrameSealer.MAX_OVERHEAD_BYTES + frameMetadata.length);
    }
    return next;
  }

  /** Saves an input that the output overlaps. Once for each run, before anything is written. */
  void saveInput(BatchMemory memory) {
    if (copyAt != NONE) {
      memory.scratch().put(copyAt, memory.segment(in), inOffset, lengthBytes);
      in = BatchMemory.SCRATCH;
      inOffset = copyAt;
    }
  }

  /**
   * Steps 1 to 3 of PROTOCOL §6, up to adding the frame to the messages of a pass.
   *
   * @param last the frame before it in the same pass, whose key it mostly shares; null for none
   */
  Taken take(long claimant, boolean mayWait, BatchMessages messages, @Nullable BatchedOpen last) {
    FrameHeaderReader header = result.header;
    boolean parsed =
        lengthBytes >= FrameOpener.MIN_FRAME_BYTES && messages.read(header, in, inOffset);
    FrameOpener by = Objects.requireNonNull(opener);
    if (parsed && last != null && last.holdsKeyOf(by, header.kid())) {
      ReceiveKey same = Objects.requireNonNull(last.key);
      int room = FrameOpener.payloadBytes(lengthBytes, result);
      if (room >= 0) {
        add(same, room, messages);
      }
      return Taken.DONE;
    }
    ReceiveKey found = by.keyOrRefuse(parsed, lengthBytes, result);
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
    if (before == ReceiveKey.CLOSED) {
      answer(found, null);
      return Taken.DONE;
    }
    claimed = before == ReceiveKey.FREE;
    add(found, FrameOpener.payloadBytes(lengthBytes, result), messages);
    return by.mayEndEpochs(found) ? Taken.MAYBE_FIRST_OF_EPOCH : Taken.DONE;
  }

  /** Whether another frame of an opener with this KID needs no look-up: its key is claimed. */
  private boolean holdsKeyOf(FrameOpener by, long kid) {
    return hasKey && status != null && opener == by && Objects.requireNonNull(key).kid == kid;
  }

  private void add(ReceiveKey found, int room, BatchMessages messages) {
    FrameHeaderReader header = result.header;
    // Its own copy: what an embedder does with the result cannot mark another counter.
    ctr = header.ctr();
    payloadBytes = room;
    OpenStatus early = found.lookUp(ctr);
    answer(found, early);
    if (early == OpenStatus.OPENED) {
      message = addMessage(found, header.sizeBytes(), messages);
    }
  }

  private int addMessage(ReceiveKey found, int headerBytes, BatchMessages messages) {
    long aad = inOffset;
    if (metadata.length == 0) {
      messages.useMemory(in, in, out);
    } else {
      aad = aadAt;
      messages.join(in, inOffset, headerBytes, metadata, aadAt);
      messages.useMemory(BatchMemory.SCRATCH, in, out);
    }
    int aadBytes = headerBytes + metadata.length;
    long ciphertext = inOffset + headerBytes;
    return found.addTo(messages, ctr, aad, aadBytes, ciphertext, payloadBytes, outOffset);
  }

  private void answer(ReceiveKey found, @Nullable OpenStatus early) {
    if (key != found) {
      key = found;
    }
    if (status != early) {
      status = early;
    }
    hasKey = true;
    message = NO_MESSAGE;
  }

  /** Step 4 of PROTOCOL §6, in the order of adding and with the key claimed. */
  void settle(BatchMessages messages, boolean allSucceeded) {
    if (!hasKey || status == null || status == OpenStatus.EPOCH_RETIRED) {
      return;
    }
    boolean authentic = message != NO_MESSAGE && (allSucceeded || messages.succeeded(message));
    ReceiveKey found = Objects.requireNonNull(key);
    OpenStatus last = found.settleAfterOthers(ctr, authentic);
    if (status != last) {
      status = last;
      failures = found.failedOpens().counted();
      if (authentic) {
        wipe(messages);
      }
    }
  }

  /** Wipes what must not be seen of a plaintext. */
  void wipe(BatchMessages messages) {
    if (hasKey && message != NO_MESSAGE) {
      messages.wipe(out, outOffset, payloadBytes);
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
    if (!hasKey) {
      return;
    }
    ReceiveKey found = Objects.requireNonNull(key);
    if (status == OpenStatus.NOT_AUTHENTIC) {
      FrameOpener.refuseForged(found, failures, result);
    } else {
      Objects.requireNonNull(opener).finish(found, status, payloadBytes, result);
    }
  }
}
