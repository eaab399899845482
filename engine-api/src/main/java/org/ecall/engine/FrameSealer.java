package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;
import java.util.function.Consumer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.spi.LanePool;
import org.jspecify.annotations.Nullable;

/**
 * Seals the frames of one stream: {@code header ‖ ciphertext ‖ tag} (RFC 9605 §4.4.3, framing F1).
 * The nonce of each frame comes from a counter inside; it cannot be set, and it never repeats.
 *
 * <p>Any number of threads may seal at once, lock-free. The order of counters is the order of
 * sealing only for calls that do not overlap.
 *
 * <p>Input and output may overlap, at the cost of a copy. Metadata is authenticated but not sent:
 * the opener must be given the same bytes.
 */
public final class FrameSealer implements AutoCloseable {

  /** Room that a sealed frame may need beyond its payload, in bytes: header and tag. */
  public static final int MAX_OVERHEAD_BYTES =
      FrameHeader.MAX_SIZE_BYTES + CipherSuite.TAG_SIZE_BYTES;

  static final byte[] NO_METADATA = {};

  private final KeyFactory factory;
  private final LanePool<Scratch> scratch;
  private final Consumer<AutoCloseable> onClose;
  private volatile @Nullable SendKey current;

  /** The key of an epoch that waits for a key frame. Guarded by this. */
  private @Nullable SendKey waiting;

  /** Guarded by this. */
  private boolean switchesOnKeyFrames;

  FrameSealer(KeyFactory factory, FrameKeys keys, Consumer<AutoCloseable> onClose) {
    this.factory = factory;
    scratch = factory.scratch();
    current = factory.sendKey(keys);
    this.onClose = onClose;
  }

  /** What made this sealer; a batch takes only those of its own engine. */
  KeyFactory factory() {
    return factory;
  }

  /**
   * The KID under which the next frame will be sealed.
   *
   * @return unsigned
   * @throws EngineClosedException if this sealer was closed
   */
  public long kid() {
    return key().kid;
  }

  /**
   * Makes new epochs begin with a key frame (PROTOCOL §5): a new epoch that the session activates
   * is from now on taken up by {@link #beforeKeyFrame()} and not at once. If the one before still
   * waits then, there are too few key frames to wait for, and the new one is taken up at once: a
   * stream never lags by more than an epoch.
   */
  public synchronized void switchEpochsOnKeyFrames() {
    switchesOnKeyFrames = true;
  }

  /**
   * Tells that the next frame to be sealed is a key frame: takes up an epoch that waits for one.
   */
  public synchronized void beforeKeyFrame() {
    SendKey next = waiting;
    if (next != null) {
      waiting = null;
      takeUp(next);
    }
  }

  /**
   * Seals a frame.
   *
   * @param in holds the payload
   * @param inOffset where it starts
   * @param lengthBytes its size, 0 included
   * @param out takes the sealed frame; {@code lengthBytes} + {@link #MAX_OVERHEAD_BYTES} bytes must
   *     be there from {@code outOffset}, and any of them may be overwritten
   * @param outOffset where the sealed frame starts
   * @return size of the sealed frame in bytes
   * @throws SealLimitException if the key's budget is used up
   * @throws EngineClosedException if this sealer was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int seal(byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset) {
    return seal(in, inOffset, lengthBytes, out, outOffset, NO_METADATA);
  }

  /**
   * Seals a frame together with metadata.
   *
   * @param in holds the payload
   * @param inOffset where it starts
   * @param lengthBytes its size, 0 included
   * @param out takes the sealed frame, as in {@link #seal(byte[], int, int, byte[], int)}
   * @param outOffset where the sealed frame starts
   * @param metadata authenticated, not sent; may be empty
   * @return size of the sealed frame in bytes
   * @throws SealLimitException if the key's budget is used up
   * @throws EngineClosedException if this sealer was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int seal(
      byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset, byte[] metadata) {
    Objects.checkFromIndexSize(inOffset, lengthBytes, in.length);
    Objects.checkFromIndexSize(outOffset, lengthBytes + MAX_OVERHEAD_BYTES, out.length);
    if (Overlap.of(in, inOffset, lengthBytes, out, outOffset, lengthBytes + MAX_OVERHEAD_BYTES)) {
      return sealCopy(in, inOffset, lengthBytes, out, outOffset, metadata);
    }
    while (true) {
      SendKey key = key();
      int size = key.seal(in, inOffset, lengthBytes, out, outOffset, metadata);
      if (size != SendKey.CLOSED) {
        return size;
      }
      requireReplaced(key);
    }
  }

  private int sealCopy(
      byte[] in, int inOffset, int length, byte[] out, int outOffset, byte[] metadata) {
    var lane = scratch.take();
    try {
      byte[] copy = lane.object().fill(in, inOffset, length).bytes();
      return seal(copy, 0, length, out, outOffset, metadata);
    } finally {
      lane.object().wipe(length);
      scratch.give(lane);
    }
  }

  /**
   * Seals a frame in segments, heap or native, each of which the calling thread may access.
   *
   * @param in holds the payload
   * @param inOffset where it starts
   * @param lengthBytes its size, 0 included
   * @param out takes the sealed frame, as in {@link #seal(byte[], int, int, byte[], int)}
   * @param outOffset where the sealed frame starts
   * @param metadata authenticated, not sent; may be empty
   * @return size of the sealed frame in bytes
   * @throws SealLimitException if the key's budget is used up
   * @throws IllegalArgumentException if {@code out} is read-only
   * @throws EngineClosedException if this sealer was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int seal(
      MemorySegment in,
      long inOffset,
      int lengthBytes,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
    int room = lengthBytes + MAX_OVERHEAD_BYTES;
    Objects.checkFromIndexSize(inOffset, lengthBytes, in.byteSize());
    Objects.checkFromIndexSize(outOffset, room, out.byteSize());
    Overlap.requireWritable(out);
    if (Overlap.of(in, inOffset, lengthBytes, out, outOffset, room)) {
      return sealCopy(in, inOffset, lengthBytes, out, outOffset, metadata);
    }
    while (true) {
      SendKey key = key();
      int size = key.seal(in, inOffset, lengthBytes, out, outOffset, metadata);
      if (size != SendKey.CLOSED) {
        return size;
      }
      requireReplaced(key);
    }
  }

  private int sealCopy(
      MemorySegment in,
      long inOffset,
      int length,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
    var lane = scratch.take();
    try {
      MemorySegment copy = lane.object().fill(in, inOffset, length).segment();
      return seal(copy, 0, length, out, outOffset, metadata);
    } finally {
      lane.object().wipe(length);
      scratch.give(lane);
    }
  }

  /**
   * Seals what remains in a buffer.
   *
   * @param in its remaining bytes are the payload; its position moves to its limit
   * @param out takes the sealed frame; its remaining bytes must be the payload's plus {@link
   *     #MAX_OVERHEAD_BYTES}; its position moves behind the sealed frame
   * @param metadata authenticated, not sent; may be empty
   * @return size of the sealed frame in bytes
   * @throws SealLimitException if the key's budget is used up
   * @throws EngineClosedException if this sealer was closed
   * @throws IndexOutOfBoundsException if {@code out} is too small
   * @throws ReadOnlyBufferException if {@code out} is read-only
   */
  public int seal(ByteBuffer in, ByteBuffer out, byte[] metadata) {
    if (out.isReadOnly()) {
      throw new ReadOnlyBufferException();
    }
    int length = in.remaining();
    Objects.checkFromIndexSize(0, length + MAX_OVERHEAD_BYTES, out.remaining());
    int size =
        in.hasArray() && out.hasArray()
            ? seal(
                in.array(),
                in.arrayOffset() + in.position(),
                length,
                out.array(),
                out.arrayOffset() + out.position(),
                metadata)
            : seal(MemorySegment.ofBuffer(in), 0, length, MemorySegment.ofBuffer(out), 0, metadata);
    in.position(in.limit());
    out.position(out.position() + size);
    return size;
  }

  /** Switches to the key of a new epoch, now or with the next key frame. */
  synchronized void replaceKey(SendKey next) {
    if (current == null) {
      next.close();
    } else if (switchesOnKeyFrames && waiting == null) {
      waiting = next;
    } else {
      if (waiting != null) {
        waiting.close();
        waiting = null;
      }
      takeUp(next);
    }
  }

  private void takeUp(SendKey next) {
    SendKey old = key();
    current = next;
    old.close();
  }

  /**
   * The key that seals now.
   *
   * @throws EngineClosedException if this sealer was closed
   */
  SendKey key() {
    SendKey key = current;
    if (key == null) {
      throw new EngineClosedException("the sealer was closed");
    }
    return key;
  }

  /**
   * A key is closed either because the next one has taken its place, or with the sealer.
   *
   * @throws EngineClosedException if this sealer was closed
   */
  void requireReplaced(SendKey closed) {
    if (current == closed) {
      throw new EngineClosedException("the sealer was closed");
    }
  }

  /** Waits for the frames in flight, then wipes the key. Closing twice is allowed. */
  @Override
  public void close() {
    synchronized (this) {
      SendKey last = current;
      current = null;
      if (last != null) {
        last.close();
      }
      if (waiting != null) {
        waiting.close();
        waiting = null;
      }
    }
    onClose.accept(this);
  }
}
