package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.event.EventSink;
import org.ecall.engine.header.FrameHeaderWriter;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.nonce.FrameCounter;
import org.ecall.engine.nonce.SealedKeyRegister;
import org.ecall.engine.select.Operation;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.ecall.engine.spi.LanePool;
import org.ecall.engine.spi.MessageRanges;
import org.jspecify.annotations.Nullable;

/**
 * One KID that seals: its expanded key, salt, header and counter, under one owner. Ranges have been
 * checked, and input and output do not overlap.
 */
final class SendKey implements AutoCloseable {

  /** Instead of the size of a sealed frame: this key was closed. */
  static final int CLOSED = -1;

  final long kid;
  private final PlannedKey planned;

  /** What frames are sealed with now: changes when a backend is replaced. */
  private volatile AeadKey aead = NoKey.NOT_YET;

  /** The backend that batches have, and its key: what most frames of batches need. */
  private final AeadBackend batchBackend;

  private final AeadKey batchKey;
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
  SendKey(FrameKeys keys, KeyFactory factory) {
    if (!SealedKeyRegister.PROCESS.add(keys)) {
      throw new KeyReuseException(keys.kid());
    }
    SecretAccess access = SecretAccess.leaksKeyBytes();
    kid = keys.kid();
    header = new FrameHeaderWriter(kid);
    EventSink events = factory.events();
    counter =
        new FrameCounter(
            factory.options().sealLimits(),
            () -> events.accept(new EngineEvent.RekeyAdvised(keys.kid())));
    scratch = factory.scratch();
    saltHigh = keys.saltHigh(access);
    saltLow = keys.saltLow(access);
    planned = factory.backends().newKey(Operation.SEAL, keys.sframeKey(), key -> aead = key);
    batchBackend = planned.batchBackend();
    batchKey = planned.batchKey();
  }

  /** Seals a frame; the answer is its size in bytes, or {@link #CLOSED}. */
  int seal(byte[] in, int inOffset, int length, byte[] out, int outOffset, byte[] metadata) {
    long ctr = take(length);
    if (ctr == CLOSED) {
      return CLOSED;
    }
    try {
      return sealAs(ctr, in, inOffset, length, out, outOffset, metadata);
    } catch (BackendFailure e) {
      MemorySegment input = MemorySegment.ofArray(in);
      MemorySegment output = MemorySegment.ofArray(out);
      return sealAgain(e, ctr, input, inOffset, length, output, outOffset, metadata);
    }
  }

  private int sealAs(
      long ctr, byte[] in, int inOffset, int length, byte[] out, int outOffset, byte[] metadata) {
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
      encrypt(nonceLow, aad, aadOffset, aadBytes, in, inOffset, length, out, payload);
      return headerBytes + length + AeadKey.TAG_SIZE_BYTES;
    } catch (KeyClosedException e) {
      return CLOSED;
    } finally {
      if (lane != null) {
        scratch.give(lane);
      }
    }
  }

  private void encrypt(
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadBytes,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int payload) {
    AeadKey key = aead;
    try {
      key.seal(saltHigh, nonceLow, aad, aadOffset, aadBytes, in, inOffset, length, out, payload);
    } catch (KeyClosedException | EngineException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw BackendFailure.blame(e, key, length);
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
    try {
      return sealAs(ctr, in, inOffset, length, out, outOffset, metadata);
    } catch (BackendFailure e) {
      return sealAgain(e, ctr, in, inOffset, length, out, outOffset, metadata);
    }
  }

  private int sealAs(
      long ctr,
      MemorySegment in,
      long inOffset,
      int length,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
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
      encrypt(nonceLow, aad, aadOffset, aadBytes, in, inOffset, length, out, payload);
      return headerBytes + length + AeadKey.TAG_SIZE_BYTES;
    } catch (KeyClosedException e) {
      return CLOSED;
    } finally {
      if (lane != null) {
        scratch.give(lane);
      }
    }
  }

  private void encrypt(
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      int aadBytes,
      MemorySegment in,
      long inOffset,
      int length,
      MemorySegment out,
      long payload) {
    AeadKey key = aead;
    try {
      key.seal(saltHigh, nonceLow, aad, aadOffset, aadBytes, in, inOffset, length, out, payload);
    } catch (KeyClosedException | EngineException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw BackendFailure.blame(e, key, length, in, out);
    }
  }

  /**
   * Seals a frame that a backend has failed, with what takes that one's place. The counter is the
   * same: it is the same key, header and payload, so this is the frame that was to be, and nothing
   * of the first attempt has left the engine.
   *
   * @throws BackendUnavailableException if no admissible backend is left; nothing is sealed, and
   *     the counter stays used
   */
  private int sealAgain(
      BackendFailure first,
      long ctr,
      MemorySegment in,
      long inOffset,
      int length,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
    BackendFailure failure = first;
    while (true) {
      out.asSlice(outOffset, length + FrameSealer.MAX_OVERHEAD_BYTES).fill((byte) 0);
      planned.replace(failure);
      try {
        return sealAs(ctr, in, inOffset, length, out, outOffset, metadata);
      } catch (BackendFailure e) {
        failure = e;
      }
    }
  }

  /**
   * Takes the counter of a frame and its part of the budget; the answer may be {@link #CLOSED}. May
   * tell a listener that a rekey is advised.
   *
   * @throws SealLimitException if the budget is used up
   */
  private long take(int length) {
    long ctr = counter.next(FrameCounter.blocks(length));
    return ctr >= 0 ? ctr : refuse(ctr);
  }

  /**
   * Takes the counters of frames that follow each other, as {@link #take(int)} does, all at once:
   * the answer is the first one.
   *
   * @param frames how many
   * @param blocks that they have together, at most {@link FrameCounter#MOST_BLOCKS}
   * @throws SealLimitException if the budget does not suffice for all of them; nothing was taken
   */
  long take(int frames, long blocks) {
    long ctr = counter.next(frames, blocks);
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

  @SuppressWarnings("ReferenceEquality") // the backend of this very engine
  private AeadKey keyFor(AeadBackend backend) {
    return backend == batchBackend ? batchKey : planned.keyFor(backend);
  }

  /**
   * Writes the headers of frames and adds them to a batch of the backend, where they fail if this
   * key is closed by then. The counters must come from {@link #take(int, long)}, and go here once.
   */
  void addTo(BatchMessages messages, SealGroup group, BatchedSeals frames) {
    long firstCtr = group.firstCtr;
    int from = group.firstNumbered;
    int to = group.endNumbered;
    AeadKey key = keyFor(messages.backend());
    group.firstMessage = messages.size();
    boolean hasMetadata = group.metadata.length != 0;
    messages.useMemory(hasMetadata ? BatchMemory.SCRATCH : group.out, group.in, group.out);
    int more = to - from - 1;
    if (more > 0 && !hasMetadata && header.isAlike(firstCtr, firstCtr + more)) {
      MessageRanges ranges = frames.ranges();
      int headerBytes = messages.writeAlike(header, firstCtr, group.out, ranges, from, to);
      messages.addSeals(key, saltHigh, saltLow, firstCtr, headerBytes, ranges, from, to);
      frames.added(from, to, headerBytes + AeadKey.TAG_SIZE_BYTES);
      return;
    }
    for (int frame = from; frame < to; frame++) {
      addTo(messages, key, firstCtr + (frame - from), group, frames, frame);
    }
  }

  private void addTo(
      BatchMessages messages,
      AeadKey key,
      long ctr,
      SealGroup group,
      BatchedSeals frames,
      int frame) {
    MessageRanges ranges = frames.ranges();
    byte[] metadata = group.metadata;
    long out = ranges.outOffset(frame);
    int headerBytes = messages.write(header, ctr, group.out, out);
    long aad = out;
    if (metadata.length != 0) {
      aad = group.aadAt;
      messages.join(group.out, out, headerBytes, metadata, group.aadAt);
    }
    messages.addSeal(
        key,
        saltHigh,
        nonceLow(ctr),
        aad,
        headerBytes + metadata.length,
        ranges.inOffset(frame),
        ranges.length(frame),
        out + headerBytes);
    frames.added(frame, frame + 1, headerBytes + AeadKey.TAG_SIZE_BYTES);
  }

  /** The salt goes last: whoever still reads it is refused by the key, which is closed by then. */
  @Override
  public void close() {
    counter.close();
    planned.close();
    saltLow = 0;
  }
}
