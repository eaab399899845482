package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.ecall.engine.header.FrameHeaderReader;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.replay.ReplayWindow;
import org.ecall.engine.select.Operation;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.LanePool;
import org.ecall.engine.spi.Patience;
import org.jspecify.annotations.Nullable;

/**
 * One KID that is opened: its expanded key, salt and replay window, under one owner. A thread
 * claims it for a frame or for those of a batch; another one that wants the same KID takes turns,
 * so that the window is right whatever the embedder does. Threads with different KIDs never meet.
 * Ranges have been checked, and input and output do not overlap.
 *
 * <p>It is its window instead of holding one: where a thousand senders' frames come in turn, each
 * further object is a cache line that a frame waits for. For the same reason what a frame seldom
 * needs is in objects of its own.
 */
final class ReceiveKey extends ReplayWindow implements AutoCloseable {

  /** Who claims it for a frame alone; batches have numbers of their own, above this one. */
  static final long SINGLE_FRAME = 1;

  /** Answers of {@link #tryClaim} beside the claimant: nobody had it, or nobody can. */
  static final long FREE = 0;

  static final long CLOSED = -1;

  private static final VarHandle CLAIMANT;

  static {
    try {
      CLAIMANT = MethodHandles.lookup().findVarHandle(ReceiveKey.class, "claimant", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final long kid;

  /** Accessed through {@link #CLAIMANT}. */
  @SuppressWarnings("unused")
  private long claimant;

  private final PlannedKey planned;

  /** What frames are opened with now: changes when a backend is replaced. */
  private volatile AeadKey aead = NoKey.NOT_YET;

  /** The backend that batches have, and its key: what most frames of batches need. */
  private final AeadBackend batchBackend;

  private final AeadKey batchKey;
  private final FailedOpens failedOpens;
  private final LanePool<Scratch> scratch;
  private final int saltHigh;
  private long saltLow;

  /** Whether the first frame is still to come or not yet reported. */
  private volatile boolean fresh = true;

  /** Null until a newer epoch supersedes this key. */
  private volatile @Nullable GracePeriod grace;

  ReceiveKey(FrameKeys keys, KeyFactory factory) {
    super(factory.options().replayWindowFrames());
    SecretAccess access = SecretAccess.leaksKeyBytes();
    kid = keys.kid();
    failedOpens = new FailedOpens(kid, factory.options().openLimits(), factory.events());
    scratch = factory.scratch();
    saltHigh = keys.saltHigh(access);
    saltLow = keys.saltLow(access);
    planned = factory.backends().newKey(Operation.OPEN, keys.sframeKey(), key -> aead = key);
    batchBackend = planned.batchBackend();
    batchKey = planned.batchKey();
  }

  /** Steps 2 to 4 of PROTOCOL §6 for a parsed frame; null if this key was closed. */
  @Nullable OpenStatus open(
      FrameHeaderReader header,
      byte[] frame,
      int offset,
      int payloadBytes,
      byte[] out,
      int outOffset,
      byte[] metadata) {
    try {
      return openOnce(header, frame, offset, payloadBytes, out, outOffset, metadata);
    } catch (BackendFailure e) {
      MemorySegment input = MemorySegment.ofArray(frame);
      MemorySegment output = MemorySegment.ofArray(out);
      return openAgain(e, header, input, offset, payloadBytes, output, outOffset, metadata);
    }
  }

  private @Nullable OpenStatus openOnce(
      FrameHeaderReader header,
      byte[] frame,
      int offset,
      int payloadBytes,
      byte[] out,
      int outOffset,
      byte[] metadata) {
    if (!claim(SINGLE_FRAME)) {
      return null;
    }
    LanePool.@Nullable Lane<Scratch> lane = null;
    try {
      long ctr = header.ctr();
      OpenStatus status = lookUp(ctr);
      if (status != OpenStatus.OPENED) {
        return status;
      }
      int headerBytes = header.sizeBytes();
      byte[] aad = frame;
      int aadOffset = offset;
      if (metadata.length != 0) {
        lane = scratch.take();
        aad = lane.object().fill(frame, offset, headerBytes, metadata).bytes();
        aadOffset = 0;
      }
      return settle(
          ctr,
          decrypt(
              nonceLow(ctr),
              aad,
              aadOffset,
              headerBytes + metadata.length,
              frame,
              offset + headerBytes,
              payloadBytes,
              out,
              outOffset));
    } finally {
      if (lane != null) {
        scratch.give(lane);
      }
      release();
    }
  }

  private boolean decrypt(
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadBytes,
      byte[] frame,
      int ciphertext,
      int payloadBytes,
      byte[] out,
      int outOffset) {
    AeadKey key = aead;
    try {
      return key.open(
          saltHigh,
          nonceLow,
          aad,
          aadOffset,
          aadBytes,
          frame,
          ciphertext,
          payloadBytes,
          out,
          outOffset);
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw BackendFailure.blame(e, key, payloadBytes);
    }
  }

  /** Steps 2 to 4 of PROTOCOL §6 for a parsed frame; null if this key was closed. */
  @Nullable OpenStatus open(
      FrameHeaderReader header,
      MemorySegment frame,
      long offset,
      int payloadBytes,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
    try {
      return openOnce(header, frame, offset, payloadBytes, out, outOffset, metadata);
    } catch (BackendFailure e) {
      return openAgain(e, header, frame, offset, payloadBytes, out, outOffset, metadata);
    }
  }

  private @Nullable OpenStatus openOnce(
      FrameHeaderReader header,
      MemorySegment frame,
      long offset,
      int payloadBytes,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
    if (!claim(SINGLE_FRAME)) {
      return null;
    }
    LanePool.@Nullable Lane<Scratch> lane = null;
    try {
      long ctr = header.ctr();
      OpenStatus status = lookUp(ctr);
      if (status != OpenStatus.OPENED) {
        return status;
      }
      int headerBytes = header.sizeBytes();
      MemorySegment aad = frame;
      long aadOffset = offset;
      if (metadata.length != 0) {
        lane = scratch.take();
        aad = lane.object().fill(frame, offset, headerBytes, metadata).segment();
        aadOffset = 0;
      }
      return settle(
          ctr,
          decrypt(
              nonceLow(ctr),
              aad,
              aadOffset,
              headerBytes + metadata.length,
              frame,
              offset + headerBytes,
              payloadBytes,
              out,
              outOffset));
    } finally {
      if (lane != null) {
        scratch.give(lane);
      }
      release();
    }
  }

  private boolean decrypt(
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      int aadBytes,
      MemorySegment frame,
      long ciphertext,
      int payloadBytes,
      MemorySegment out,
      long outOffset) {
    AeadKey key = aead;
    try {
      return key.open(
          saltHigh,
          nonceLow,
          aad,
          aadOffset,
          aadBytes,
          frame,
          ciphertext,
          payloadBytes,
          out,
          outOffset);
    } catch (EngineException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw BackendFailure.blame(e, key, payloadBytes, frame, out);
    }
  }

  /**
   * Opens a frame that a backend has failed, with what takes that one's place. Nobody has the key
   * claimed meanwhile, and the window has not moved.
   *
   * @throws BackendUnavailableException if no admissible backend is left; the frame can be opened
   *     by another engine
   */
  private @Nullable OpenStatus openAgain(
      BackendFailure first,
      FrameHeaderReader header,
      MemorySegment frame,
      long offset,
      int payloadBytes,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
    BackendFailure failure = first;
    while (true) {
      // It may have written plaintext that is not authentic.
      out.asSlice(outOffset, payloadBytes).fill((byte) 0);
      planned.replace(failure);
      try {
        return openOnce(header, frame, offset, payloadBytes, out, outOffset, metadata);
      } catch (BackendFailure e) {
        failure = e;
      }
    }
  }

  private long nonceLow(long ctr) {
    return saltLow ^ ctr;
  }

  @SuppressWarnings("ReferenceEquality") // the backend of this very engine
  private AeadKey keyFor(AeadBackend backend) {
    return backend == batchBackend ? batchKey : planned.keyFor(backend);
  }

  /** Adds a frame that {@link #lookUp} lets pass; the answer is the number of its message. */
  int addTo(
      BatchMessages messages,
      long ctr,
      long aadOffset,
      int aadBytes,
      long inOffset,
      int payloadBytes,
      long outOffset) {
    AeadKey key = keyFor(messages.backend());
    return messages.addOpen(
        key, saltHigh, nonceLow(ctr), aadOffset, aadBytes, inOffset, payloadBytes, outOffset);
  }

  /** PROTOCOL §6 step 2; {@link OpenStatus#OPENED} says that nothing speaks against the frame. */
  OpenStatus lookUp(long ctr) {
    return graceOver() ? OpenStatus.EPOCH_RETIRED : lookUpInWindow(ctr);
  }

  private OpenStatus lookUpInWindow(long ctr) {
    return switch (check(ctr)) {
      case FRESH -> OpenStatus.OPENED;
      case SEEN -> OpenStatus.REPLAYED;
      case TOO_OLD -> OpenStatus.TOO_OLD;
    };
  }

  /**
   * PROTOCOL §6 step 4 for a frame that was opened along with others: those before it may have
   * moved the window since it was looked up.
   */
  OpenStatus settleAfterOthers(long ctr, boolean authentic) {
    OpenStatus status = lookUpInWindow(ctr);
    return status == OpenStatus.OPENED ? settle(ctr, authentic) : status;
  }

  /** PROTOCOL §6 step 4: only an authentic frame moves the window. */
  private OpenStatus settle(long ctr, boolean authentic) {
    if (authentic) {
      markSeen(ctr);
      return OpenStatus.OPENED;
    }
    failedOpens.count();
    return OpenStatus.NOT_AUTHENTIC;
  }

  /** Takes this key, and waits for it if need be; false once it is closed. */
  boolean claim(long by) {
    int attempt = 0;
    while (!CLAIMANT.compareAndSet(this, FREE, by)) {
      if ((long) CLAIMANT.getAcquire(this) == CLOSED) {
        return false;
      }
      attempt = Patience.pause(attempt);
    }
    return true;
  }

  /**
   * Takes this key if nobody has it, without waiting.
   *
   * @return who had it before: {@link #FREE}, so that it is taken now, {@link #CLOSED}, the same
   *     claimant or another one
   */
  long tryClaim(long by) {
    long seen = (long) CLAIMANT.getAcquire(this);
    return seen == FREE ? (long) CLAIMANT.compareAndExchange(this, FREE, by) : seen;
  }

  /** Takes this key and waits for it if need be: {@link #FREE}, or {@link #CLOSED} once it is. */
  long claimOrWait(long by) {
    return claim(by) ? FREE : CLOSED;
  }

  /** Gives this key back; for who has it. */
  void release() {
    CLAIMANT.setRelease(this, FREE);
  }

  /** Whether no frame has opened that was reported by {@link #reported()}. */
  boolean fresh() {
    return fresh;
  }

  /** The first frame is known now. */
  void reported() {
    fresh = false;
  }

  /** A newer epoch has begun: this key can be used for a while. The first period counts. */
  void supersede(GracePeriod period) {
    if (grace == null) {
      grace = period;
    }
  }

  boolean superseded() {
    return grace != null;
  }

  /** Whether this key was superseded and has had its time. */
  boolean graceOver() {
    GracePeriod period = grace;
    return period != null && period.over();
  }

  /** The frames of this key that did not authenticate. */
  FailedOpens failedOpens() {
    return failedOpens;
  }

  /** Waits for the frame in flight, then wipes. Closing twice is allowed. */
  @Override
  public void close() {
    int attempt = 0;
    while (!CLAIMANT.compareAndSet(this, FREE, CLOSED)) {
      if ((long) CLAIMANT.getAcquire(this) == CLOSED) {
        return;
      }
      attempt = Patience.pause(attempt);
    }
    planned.close();
    saltLow = 0;
  }
}
