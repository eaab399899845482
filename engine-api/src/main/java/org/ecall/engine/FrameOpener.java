package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;
import java.util.function.Consumer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.spi.LanePool;
import org.jspecify.annotations.Nullable;

/**
 * Opens received frames, of any number of KIDs, in the order of PROTOCOL §6: parse, replay window,
 * authenticate and decrypt, mark as seen. Exactly the key that the header names is tried.
 *
 * <p>May be used by several threads; those with different KIDs do not disturb each other, those
 * with the same KID take turns. Refusing a frame allocates nothing and changes nothing but a count
 * of failures.
 *
 * <p>Input and output may overlap, at the cost of a copy. If a frame is refused, the output either
 * is as it was or, where it had got as far as the cipher, all zero in the range of the plaintext.
 */
public final class FrameOpener implements AutoCloseable {

  /**
   * Size of the smallest frame that can open: a header of one byte, no payload, and the tag. That
   * is also the size of the largest header, so that any header can be read without a further check.
   */
  public static final int MIN_FRAME_BYTES = FrameHeader.MAX_SIZE_BYTES;

  /** How often an opened frame looks after epochs that end: once in so many counters. */
  private static final long EPOCH_CHECK_MASK = 63;

  private final KeyFactory factory;
  private final KidRules rules;
  private final LanePool<Scratch> scratch;
  private final Consumer<AutoCloseable> onClose;

  private final ReceiveKeys keys;

  FrameOpener(
      KeyFactory factory, ReceiveKeys keys, KidRules rules, Consumer<AutoCloseable> onClose) {
    this.factory = factory;
    this.keys = keys;
    this.rules = rules;
    this.scratch = factory.scratch();
    this.onClose = onClose;
  }

  /**
   * Room that the plaintext of a frame may need.
   *
   * @param frameBytes size of a sealed frame
   * @return bytes
   */
  public static int plaintextCapacityBytes(int frameBytes) {
    return Math.max(0, frameBytes - MIN_FRAME_BYTES);
  }

  /**
   * Adds the key of a sender (RFC 9605 §4.4.2). The openers of a two-party call get theirs from the
   * session.
   *
   * @param kid key identifier, unsigned
   * @param baseKey of that sender and epoch; stays the caller's
   * @throws IllegalStateException if the KID has or had a key here, or this opener belongs to a
   *     session
   * @throws EngineClosedException if this opener was closed
   */
  public void addKey(long kid, BaseKey baseKey) {
    requireEmbedderKeys();
    try (FrameKeys derived = FrameKeys.derive(factory.suite(), kid, baseKey)) {
      keys.add(factory.receiveKey(derived));
    }
  }

  /**
   * Wipes the key of a KID. Its frames answer {@link OpenStatus#EPOCH_RETIRED} from now on, and the
   * KID cannot get a key again, which would let its frames in a second time.
   *
   * @param kid key identifier, unsigned
   * @throws IllegalStateException if this opener belongs to a session
   */
  public void retireKey(long kid) {
    requireEmbedderKeys();
    keys.retire(kid);
  }

  private void requireEmbedderKeys() {
    if (rules.manageKeys()) {
      throw new IllegalStateException("the keys of a call's opener are its session's to manage");
    }
  }

  /**
   * Opens a frame.
   *
   * @param frame holds the sealed frame
   * @param offset where it starts
   * @param lengthBytes its size
   * @param out takes the plaintext; {@link #plaintextCapacityBytes} must be there from {@code
   *     outOffset}
   * @param outOffset where the plaintext starts
   * @param result is filled in
   * @return {@code result.status()}
   * @throws EngineClosedException if this opener was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public OpenStatus open(
      byte[] frame, int offset, int lengthBytes, byte[] out, int outOffset, OpenResult result) {
    return open(frame, offset, lengthBytes, out, outOffset, FrameSealer.NO_METADATA, result);
  }

  /**
   * Opens a frame together with the metadata that it was sealed with.
   *
   * @param frame holds the sealed frame
   * @param offset where it starts
   * @param lengthBytes its size
   * @param out takes the plaintext; {@link #plaintextCapacityBytes} must be there from {@code
   *     outOffset}
   * @param outOffset where the plaintext starts
   * @param metadata what the sealer was given; may be empty
   * @param result is filled in
   * @return {@code result.status()}
   * @throws EngineClosedException if this opener was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public OpenStatus open(
      byte[] frame,
      int offset,
      int lengthBytes,
      byte[] out,
      int outOffset,
      byte[] metadata,
      OpenResult result) {
    int room = plaintextCapacityBytes(lengthBytes);
    Objects.checkFromIndexSize(offset, lengthBytes, frame.length);
    Objects.checkFromIndexSize(outOffset, room, out.length);
    if (Overlap.of(frame, offset, lengthBytes, out, outOffset, room)) {
      return openCopy(frame, offset, lengthBytes, out, outOffset, metadata, result);
    }
    ReceiveKeyTable live = keys.live();
    boolean parsed = lengthBytes >= MIN_FRAME_BYTES && result.header.read(frame, offset);
    ReceiveKey key = keyOrRefuse(live, parsed, lengthBytes, result);
    if (key == null) {
      return result.status();
    }
    int payloadBytes = payloadBytes(lengthBytes, result);
    OpenStatus status =
        key.open(result.header, frame, offset, payloadBytes, out, outOffset, metadata);
    return finish(key, status, payloadBytes, result);
  }

  /** Size of the payload of a frame whose header was read; negative if there is no room for it. */
  static int payloadBytes(int lengthBytes, OpenResult result) {
    return lengthBytes - result.header.sizeBytes() - CipherSuite.TAG_SIZE_BYTES;
  }

  /** PROTOCOL §6 step 1 behind the header; null if the frame is refused, as the result says. */
  private @Nullable ReceiveKey keyOrRefuse(
      ReceiveKeyTable live, boolean parsed, int lengthBytes, OpenResult result) {
    if (!parsed || payloadBytes(lengthBytes, result) < 0) {
      result.refuse(OpenStatus.MALFORMED);
      return null;
    }
    long kid = result.header.kid();
    ReceiveKey key = live.find(kid);
    if (key == null) {
      result.refuse(rules.withoutKey(kid, live.isRetired(kid)));
    }
    return key;
  }

  /**
   * PROTOCOL §6 step 1 behind the header, for a batch: an opener that was closed has no keys, which
   * is a matter of its own frames alone.
   */
  @Nullable ReceiveKey keyOrRefuse(boolean parsed, int lengthBytes, OpenResult result) {
    ReceiveKeyTable live = keys.liveUnlessClosed();
    if (live != null) {
      return keyOrRefuse(live, parsed, lengthBytes, result);
    }
    result.refuse(parsed ? rules.withoutKey(result.header.kid(), true) : OpenStatus.MALFORMED);
    return null;
  }

  /** What made this opener; a batch takes only those of its own engine. */
  KeyFactory factory() {
    return factory;
  }

  private OpenStatus openCopy(
      byte[] frame,
      int offset,
      int length,
      byte[] out,
      int outOffset,
      byte[] metadata,
      OpenResult result) {
    var lane = scratch.take();
    try {
      byte[] copy = lane.object().fill(frame, offset, length).bytes();
      return open(copy, 0, length, out, outOffset, metadata, result);
    } finally {
      scratch.give(lane);
    }
  }

  /**
   * Opens a frame in segments, heap or native, each of which the calling thread may access.
   *
   * @param frame holds the sealed frame
   * @param offset where it starts
   * @param lengthBytes its size
   * @param out takes the plaintext; {@link #plaintextCapacityBytes} must be there from {@code
   *     outOffset}
   * @param outOffset where the plaintext starts
   * @param metadata what the sealer was given; may be empty
   * @param result is filled in
   * @return {@code result.status()}
   * @throws IllegalArgumentException if {@code out} is read-only
   * @throws EngineClosedException if this opener was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public OpenStatus open(
      MemorySegment frame,
      long offset,
      int lengthBytes,
      MemorySegment out,
      long outOffset,
      byte[] metadata,
      OpenResult result) {
    int room = plaintextCapacityBytes(lengthBytes);
    Objects.checkFromIndexSize(offset, lengthBytes, frame.byteSize());
    Objects.checkFromIndexSize(outOffset, room, out.byteSize());
    Overlap.requireWritable(out);
    if (Overlap.of(frame, offset, lengthBytes, out, outOffset, room)) {
      return openCopy(frame, offset, lengthBytes, out, outOffset, metadata, result);
    }
    ReceiveKeyTable live = keys.live();
    boolean parsed = lengthBytes >= MIN_FRAME_BYTES && result.header.read(frame, offset);
    ReceiveKey key = keyOrRefuse(live, parsed, lengthBytes, result);
    if (key == null) {
      return result.status();
    }
    int payloadBytes = payloadBytes(lengthBytes, result);
    OpenStatus status =
        key.open(result.header, frame, offset, payloadBytes, out, outOffset, metadata);
    return finish(key, status, payloadBytes, result);
  }

  private OpenStatus openCopy(
      MemorySegment frame,
      long offset,
      int length,
      MemorySegment out,
      long outOffset,
      byte[] metadata,
      OpenResult result) {
    var lane = scratch.take();
    try {
      MemorySegment copy = lane.object().fill(frame, offset, length).segment();
      return open(copy, 0, length, out, outOffset, metadata, result);
    } finally {
      scratch.give(lane);
    }
  }

  /**
   * Opens the frame that remains in a buffer.
   *
   * @param frame its remaining bytes are the sealed frame; its position moves to its limit
   * @param out takes the plaintext; {@link #plaintextCapacityBytes} must remain in it; its position
   *     moves behind the plaintext
   * @param metadata what the sealer was given; may be empty
   * @param result is filled in
   * @return {@code result.status()}
   * @throws EngineClosedException if this opener was closed
   * @throws IllegalArgumentException if both are the same buffer, which cannot have two positions;
   *     a duplicate is fine
   * @throws IndexOutOfBoundsException if {@code out} is too small
   * @throws ReadOnlyBufferException if {@code out} is read-only
   */
  @SuppressWarnings("ReferenceEquality") // the same buffer is the question, not equal contents
  public OpenStatus open(ByteBuffer frame, ByteBuffer out, byte[] metadata, OpenResult result) {
    if (frame == out) {
      throw new IllegalArgumentException("frame and out are the same buffer; give a duplicate");
    }
    if (out.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
    int length = frame.remaining();
    Objects.checkFromIndexSize(0, plaintextCapacityBytes(length), out.remaining());
    OpenStatus status =
        frame.hasArray() && out.hasArray()
            ? open(
                frame.array(),
                frame.arrayOffset() + frame.position(),
                length,
                out.array(),
                out.arrayOffset() + out.position(),
                metadata,
                result)
            : open(
                MemorySegment.ofBuffer(frame),
                0,
                length,
                MemorySegment.ofBuffer(out),
                0,
                metadata,
                result);
    frame.position(frame.limit());
    out.position(out.position() + result.sizeBytes());
    return status;
  }

  /** Whether frames of an epoch may be refused once a frame of this key has opened. */
  boolean mayEndEpochs(ReceiveKey key) {
    return key.fresh() && rules.manageKeys();
  }

  /**
   * What becomes of a frame whose key has answered.
   *
   * @param status null if the key was closed
   */
  OpenStatus finish(
      ReceiveKey key, @Nullable OpenStatus status, int payloadBytes, OpenResult result) {
    if (status == OpenStatus.OPENED) {
      result.opened(payloadBytes);
      finishOpened(key, checksEpochs(result.header.ctr()));
      return status;
    }
    if (status == null) {
      return refuseClosed(key, result);
    }
    if (status == OpenStatus.NOT_AUTHENTIC) {
      key.failedOpens().tell(key.failedOpens().counted());
    }
    if (status == OpenStatus.EPOCH_RETIRED) {
      return refuseRetired(key, result);
    }
    return result.refuse(status);
  }

  /** Whether a frame with this counter looks after epochs that end, once it has opened. */
  static boolean checksEpochs(long ctr) {
    return (ctr & EPOCH_CHECK_MASK) == 0;
  }

  /** Looks after epochs once frames of a key have opened, if it is due or they are the first. */
  void finishOpened(ReceiveKey key, boolean checksEpochs) {
    if (checksEpochs || key.fresh()) {
      rules.checkEpochs(key);
    }
  }

  /** Refuses a frame whose key was closed. */
  OpenStatus refuseClosed(ReceiveKey key, OpenResult result) {
    return result.refuse(rules.withoutKey(key.kid, true));
  }

  /** Refuses a frame that came after its key's grace period. */
  OpenStatus refuseRetired(ReceiveKey key, OpenResult result) {
    rules.checkEpochs(key);
    return result.refuse(OpenStatus.EPOCH_RETIRED);
  }

  /** Waits for the frames in flight, then wipes all keys. Closing twice is allowed. */
  @Override
  public void close() {
    keys.close();
    onClose.accept(this);
  }
}
