package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.event.EventSink;
import org.ecall.engine.header.FrameHeaderWriter;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.nonce.FrameCounter;
import org.ecall.engine.nonce.SealedKeyRegister;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.ecall.engine.spi.LanePool;
import org.jspecify.annotations.Nullable;

/**
 * One KID that seals: its expanded key, salt, header and counter, under one owner. Ranges have been
 * checked, and input and output do not overlap.
 */
final class SendKey implements AutoCloseable {

  /** Instead of the size of a sealed frame: this key was closed. */
  static final int CLOSED = -1;

  final long kid;
  private final AeadKey aead;
  private final FrameHeaderWriter header;
  private final FrameCounter counter;
  private final LanePool<Scratch> scratch;
  private final int saltHigh;
  private long saltLow;

  /**
   * Expands a key that has not sealed in this process.
   *
   * @throws KeyReuseException if it has
   */
  SendKey(
      FrameKeys keys,
      AeadBackend backend,
      SealLimits limits,
      EventSink events,
      LanePool<Scratch> scratch) {
    if (!SealedKeyRegister.PROCESS.add(keys)) {
      throw new KeyReuseException(keys.kid());
    }
    SecretAccess access = SecretAccess.leaksKeyBytes();
    kid = keys.kid();
    header = new FrameHeaderWriter(kid);
    counter =
        new FrameCounter(limits, () -> events.accept(new EngineEvent.RekeyAdvised(keys.kid())));
    this.scratch = scratch;
    saltHigh = keys.saltHigh(access);
    saltLow = keys.saltLow(access);
    aead = backend.expandKey(keys.sframeKey().view(access));
  }

  /** Seals a frame; the answer is its size in bytes, or {@link #CLOSED}. */
  int seal(byte[] in, int inOffset, int length, byte[] out, int outOffset, byte[] metadata) {
    long ctr = take(length);
    if (ctr == CLOSED) {
      return CLOSED;
    }
    long nonceLow = nonceLow(ctr);
    int headerBytes = header.write(out, outOffset, ctr);
    int payload = outOffset + headerBytes;
    byte[] aad = out;
    int aadOffset = outOffset;
    LanePool.@Nullable Lane<Scratch> lane = null;
    try {
      if (metadata.length != 0) {
        lane = scratch.take();
        aad = lane.object().fill(out, outOffset, headerBytes, metadata).bytes();
        aadOffset = 0;
      }
      int aadBytes = headerBytes + metadata.length;
      aead.seal(saltHigh, nonceLow, aad, aadOffset, aadBytes, in, inOffset, length, out, payload);
      return headerBytes + length + AeadKey.TAG_SIZE_BYTES;
    } catch (KeyClosedException e) {
      return CLOSED;
    } finally {
      if (lane != null) {
        scratch.give(lane);
      }
    }
  }

  /** Seals a frame; the answer is its size in bytes, or {@link #CLOSED}. */
  int seal(
      MemorySegment in,
      long inOffset,
      int length,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
    long ctr = take(length);
    if (ctr == CLOSED) {
      return CLOSED;
    }
    long nonceLow = nonceLow(ctr);
    int headerBytes = header.write(out, outOffset, ctr);
    long payload = outOffset + headerBytes;
    MemorySegment aad = out;
    long aadOffset = outOffset;
    LanePool.@Nullable Lane<Scratch> lane = null;
    try {
      if (metadata.length != 0) {
        lane = scratch.take();
        aad = lane.object().fill(out, outOffset, headerBytes, metadata).segment();
        aadOffset = 0;
      }
      int aadBytes = headerBytes + metadata.length;
      aead.seal(saltHigh, nonceLow, aad, aadOffset, aadBytes, in, inOffset, length, out, payload);
      return headerBytes + length + AeadKey.TAG_SIZE_BYTES;
    } catch (KeyClosedException e) {
      return CLOSED;
    } finally {
      if (lane != null) {
        scratch.give(lane);
      }
    }
  }

  /**
   * Takes the counter of a frame and its part of the budget; the answer may be {@link #CLOSED}. May
   * tell a listener that a rekey is advised.
   *
   * @throws SealLimitException if the budget is used up
   */
  long take(int length) {
    long ctr = counter.next(FrameCounter.blocks(length));
    return ctr >= 0 ? ctr : refuse(ctr);
  }

  private long refuse(long answer) {
    if (answer == FrameCounter.CLOSED) {
      return CLOSED;
    }
    throw new SealLimitException(kid, counter.frames(), counter.blocks());
  }

  /** RFC 9605 §4.4.3: nonce = sframe_salt XOR u96(CTR), which never reaches the upper 32 bits. */
  private long nonceLow(long ctr) {
    return saltLow ^ ctr;
  }

  /**
   * Writes the header of a frame and adds the frame to a batch of the backend, where it fails if
   * this key is closed by then. The counter must come from {@link #take}, and goes here once.
   *
   * @return size of the sealed frame in bytes
   */
  int addTo(AeadBatch batch, long ctr, BatchedFrame frame, Scratch scratch) {
    MemorySegment out = frame.out();
    long outOffset = frame.outOffset();
    int headerBytes = header.write(out, outOffset, ctr);
    int aadBytes = frame.prepareAad(out, outOffset, headerBytes, scratch);
    int length = frame.lengthBytes();
    batch.useMemory(frame.aad(out, scratch), frame.input(scratch), out);
    batch.addSeal(
        aead,
        saltHigh,
        nonceLow(ctr),
        frame.aadOffset(outOffset),
        aadBytes,
        frame.inputOffset(),
        length,
        outOffset + headerBytes);
    return headerBytes + length + AeadKey.TAG_SIZE_BYTES;
  }

  /** The salt goes last: whoever still reads it is refused by the key, which is closed by then. */
  @Override
  public void close() {
    counter.close();
    aead.close();
    saltLow = 0;
  }
}
