package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.Consumer;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.MessageRanges;

/**
 * Seals and opens many frames in one go, of any streams and keys of an engine: for who mixes or
 * forwards, and has the frames of many at once. What becomes of each frame is what its sealer or
 * opener would have made of it, one frame after the other in the order of adding:
 *
 * {@snippet :
 * try (FrameBatch batch = engine.newBatch(16)) {
 *   int audio = batch.addSeal(sealer, payload, 0, payload.length, frame, 0);
 *   batch.addOpen(opener, received, 0, received.length, plaintext, 0, result);
 *   batch.run();
 *   int frameBytes = batch.sealedSizeBytes(audio); // and result.status()
 *   batch.clear();
 * }
 * }
 *
 * <p>Adding checks the ranges and does nothing else: counters are taken, frames are looked at and
 * keys are looked up by {@link #run()}. Until then memory, metadata and results must be left alone,
 * nothing may be in use by two frames where one of them writes, and a batch that is cleared has
 * used nothing up. Input and output of a frame may overlap, at the cost of a copy.
 *
 * <p>No frame affects another one. What a sealer would throw is thrown when the size of that very
 * frame is asked for; an opener that was closed answers {@link OpenStatus#EPOCH_RETIRED} to its
 * frames, or what else such a KID means to it. If {@code run} itself throws, because memory was
 * freed before it, frames that it does not answer for are lost: neither sealed nor opened.
 *
 * <p>Whether one call for many frames takes less time than many calls depends on the backend and on
 * what the frames have in common: a batch is made for frames of one sealer that follow each other
 * in one array, as a packet buffer has them. Where the backend says that it does not pay, frames
 * are sealed and opened one by one within {@link #run()}, which takes a little longer than without
 * a batch. Measure before relying on it.
 *
 * <p>One thread at a time, while other threads use the same sealers and openers as they like, in
 * batches or not; {@link #close()} may be called by any. Filling and running allocates nothing once
 * a batch has seen its buffers. What was added last is referred to until something takes its place.
 */
public final class FrameBatch implements AutoCloseable {

  private final KeyFactory factory;
  private final AeadBackend backend;
  private final Consumer<AutoCloseable> onClose;
  private final BatchState state;
  private final BatchPasses passes;
  private final BatchMemory memory;
  private final MessageRanges ranges;
  private final FrameGroups<FrameSealer, SealGroup> sealGroups;
  private final FrameGroups<FrameOpener, FrameGroup<FrameOpener>> openGroups;
  private final BatchedSeals seals;
  private final BatchedOpens opens;

  private final int capacity;
  private int size;

  /** Frames that it takes; none once it was run. */
  private int room;

  private int scratchBytes;
  private boolean ran;

  FrameBatch(KeyFactory factory, int capacity, Consumer<AutoCloseable> onClose) {
    this.factory = factory;
    this.onClose = onClose;
    backend = factory.backends().plan().forBatches();
    AeadBatch messages = backend.newBatch(capacity);
    state = new BatchState(messages);
    memory = new BatchMemory(capacity);
    passes = new BatchPasses(new BatchMessages(messages, backend, memory));
    this.capacity = capacity;
    room = capacity;
    ranges = new MessageRanges(capacity);
    sealGroups = new FrameGroups<>(SealGroup::new, memory);
    openGroups = new FrameGroups<>(FrameGroup::new, memory);
    seals = new BatchedSeals(capacity, memory, ranges, sealGroups);
    opens = new BatchedOpens(capacity, memory, ranges, openGroups);
  }

  /**
   * Adds a frame to be sealed.
   *
   * @param sealer of the engine that made this batch
   * @param in holds the payload
   * @param inOffset where it starts
   * @param lengthBytes its size, 0 included
   * @param out takes the sealed frame; {@code lengthBytes} + {@link FrameSealer#MAX_OVERHEAD_BYTES}
   *     bytes must be there from {@code outOffset}, and any of them may be overwritten
   * @param outOffset where the sealed frame starts
   * @return number of the frame in this batch, from 0
   * @throws IllegalArgumentException if the sealer is of another engine
   * @throws IllegalStateException if the batch is full, or was run and not cleared
   * @throws EngineClosedException if this batch was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int addSeal(
      FrameSealer sealer, byte[] in, int inOffset, int lengthBytes, byte[] out, int outOffset) {
    return addSeal(sealer, in, inOffset, lengthBytes, out, outOffset, FrameSealer.NO_METADATA);
  }

  /**
   * Adds a frame to be sealed together with metadata.
   *
   * @param sealer of the engine that made this batch
   * @param in holds the payload
   * @param inOffset where it starts
   * @param lengthBytes its size, 0 included
   * @param out takes the sealed frame, as in {@link #addSeal(FrameSealer, byte[], int, int, byte[],
   *     int)}
   * @param outOffset where the sealed frame starts
   * @param metadata authenticated, not sent; may be empty
   * @return number of the frame in this batch, from 0
   * @throws IllegalArgumentException if the sealer is of another engine
   * @throws IllegalStateException if the batch is full, or was run and not cleared
   * @throws EngineClosedException if this batch was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int addSeal(
      FrameSealer sealer,
      byte[] in,
      int inOffset,
      int lengthBytes,
      byte[] out,
      int outOffset,
      byte[] metadata) {
    int room = lengthBytes + FrameSealer.MAX_OVERHEAD_BYTES;
    Objects.checkFromIndexSize(inOffset, lengthBytes, in.length);
    Objects.checkFromIndexSize(outOffset, room, out.length);
    requireRoom();
    boolean overlaps = Overlap.of(in, inOffset, lengthBytes, out, outOffset, room);
    if (overlaps || metadata.length != 0 || !sealGroups.goOnWith(sealer, in, out)) {
      beginSeals(sealer, in, out, overlaps ? lengthBytes : 0, metadata);
    }
    ranges.set(size, inOffset, lengthBytes, outOffset);
    return size++;
  }

  /**
   * Adds a frame in segments, heap or native, to be sealed.
   *
   * @param sealer of the engine that made this batch
   * @param in holds the payload
   * @param inOffset where it starts
   * @param lengthBytes its size, 0 included
   * @param out takes the sealed frame, as in {@link #addSeal(FrameSealer, byte[], int, int, byte[],
   *     int)}
   * @param outOffset where the sealed frame starts
   * @param metadata authenticated, not sent; may be empty
   * @return number of the frame in this batch, from 0
   * @throws IllegalArgumentException if the sealer is of another engine, the calling thread may not
   *     access the memory, or {@code out} is read-only
   * @throws IllegalStateException if the batch is full, or was run and not cleared
   * @throws EngineClosedException if this batch was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int addSeal(
      FrameSealer sealer,
      MemorySegment in,
      long inOffset,
      int lengthBytes,
      MemorySegment out,
      long outOffset,
      byte[] metadata) {
    int room = lengthBytes + FrameSealer.MAX_OVERHEAD_BYTES;
    Objects.checkFromIndexSize(inOffset, lengthBytes, in.byteSize());
    Objects.checkFromIndexSize(outOffset, room, out.byteSize());
    requireUsable(in, out);
    requireRoom();
    boolean overlaps = Overlap.of(in, inOffset, lengthBytes, out, outOffset, room);
    if (overlaps || metadata.length != 0 || !sealGroups.goOnWith(sealer, in, out)) {
      beginSeals(sealer, in, out, overlaps ? lengthBytes : 0, metadata);
    }
    ranges.set(size, inOffset, lengthBytes, outOffset);
    return size++;
  }

  /**
   * Adds a frame to be opened.
   *
   * @param opener of the engine that made this batch
   * @param in holds the sealed frame
   * @param inOffset where it starts
   * @param lengthBytes its size
   * @param out takes the plaintext; {@link FrameOpener#plaintextCapacityBytes} must be there from
   *     {@code outOffset}
   * @param outOffset where the plaintext starts
   * @param result is filled in by {@link #run()}, and says {@link OpenStatus#MALFORMED} until then;
   *     one for each frame
   * @return number of the frame in this batch, from 0
   * @throws IllegalArgumentException if the opener is of another engine
   * @throws IllegalStateException if the batch is full, or was run and not cleared
   * @throws EngineClosedException if this batch was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int addOpen(
      FrameOpener opener,
      byte[] in,
      int inOffset,
      int lengthBytes,
      byte[] out,
      int outOffset,
      OpenResult result) {
    return addOpen(
        opener, in, inOffset, lengthBytes, out, outOffset, FrameSealer.NO_METADATA, result);
  }

  /**
   * Adds a frame to be opened together with the metadata that it was sealed with.
   *
   * @param opener of the engine that made this batch
   * @param in holds the sealed frame
   * @param inOffset where it starts
   * @param lengthBytes its size
   * @param out takes the plaintext; {@link FrameOpener#plaintextCapacityBytes} must be there from
   *     {@code outOffset}
   * @param outOffset where the plaintext starts
   * @param metadata what the sealer was given; may be empty
   * @param result is filled in by {@link #run()}, and says {@link OpenStatus#MALFORMED} until then;
   *     one for each frame
   * @return number of the frame in this batch, from 0
   * @throws IllegalArgumentException if the opener is of another engine
   * @throws IllegalStateException if the batch is full, or was run and not cleared
   * @throws EngineClosedException if this batch was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int addOpen(
      FrameOpener opener,
      byte[] in,
      int inOffset,
      int lengthBytes,
      byte[] out,
      int outOffset,
      byte[] metadata,
      OpenResult result) {
    int room = FrameOpener.plaintextCapacityBytes(lengthBytes);
    Objects.checkFromIndexSize(inOffset, lengthBytes, in.length);
    Objects.checkFromIndexSize(outOffset, room, out.length);
    requireRoom();
    boolean overlaps = Overlap.of(in, inOffset, lengthBytes, out, outOffset, room);
    if (overlaps || metadata.length != 0 || !openGroups.goOnWith(opener, in, out)) {
      beginOpens(opener, in, out, overlaps ? lengthBytes : 0, metadata);
    }
    opens.add(size, inOffset, lengthBytes, outOffset, result);
    seals.leaveOut(size);
    return size++;
  }

  /**
   * Adds a frame in segments, heap or native, to be opened.
   *
   * @param opener of the engine that made this batch
   * @param in holds the sealed frame
   * @param inOffset where it starts
   * @param lengthBytes its size
   * @param out takes the plaintext; {@link FrameOpener#plaintextCapacityBytes} must be there from
   *     {@code outOffset}
   * @param outOffset where the plaintext starts
   * @param metadata what the sealer was given; may be empty
   * @param result is filled in by {@link #run()}, and says {@link OpenStatus#MALFORMED} until then;
   *     one for each frame
   * @return number of the frame in this batch, from 0
   * @throws IllegalArgumentException if the opener is of another engine, the calling thread may not
   *     access the memory, or {@code out} is read-only
   * @throws IllegalStateException if the batch is full, or was run and not cleared
   * @throws EngineClosedException if this batch was closed
   * @throws IndexOutOfBoundsException if a range does not fit
   */
  public int addOpen(
      FrameOpener opener,
      MemorySegment in,
      long inOffset,
      int lengthBytes,
      MemorySegment out,
      long outOffset,
      byte[] metadata,
      OpenResult result) {
    int room = FrameOpener.plaintextCapacityBytes(lengthBytes);
    Objects.checkFromIndexSize(inOffset, lengthBytes, in.byteSize());
    Objects.checkFromIndexSize(outOffset, room, out.byteSize());
    requireUsable(in, out);
    requireRoom();
    boolean overlaps = Overlap.of(in, inOffset, lengthBytes, out, outOffset, room);
    if (overlaps || metadata.length != 0 || !openGroups.goOnWith(opener, in, out)) {
      beginOpens(opener, in, out, overlaps ? lengthBytes : 0, metadata);
    }
    opens.add(size, inOffset, lengthBytes, outOffset, result);
    seals.leaveOut(size);
    return size++;
  }

  /** A frame must not find out in the middle of a run that its memory cannot be used. */
  private static void requireUsable(MemorySegment in, MemorySegment out) {
    Thread thread = Thread.currentThread();
    if (!in.isAccessibleBy(thread) || !out.isAccessibleBy(thread)) {
      throw new IllegalArgumentException("memory of another thread");
    }
    if (!in.scope().isAlive() || !out.scope().isAlive()) {
      throw new IllegalArgumentException("memory that was freed");
    }
    Overlap.requireWritable(out);
  }

  private void requireRoom() {
    state.requireIdle();
    if (size >= room) {
      throw new IllegalStateException("the batch " + (ran ? "was run" : "is full") + ": clear it");
    }
  }

  @SuppressWarnings("ReferenceEquality") // an engine has one, and no engine is equal to another
  private void requireOwn(KeyFactory other) {
    if (other != factory) {
      throw new IllegalArgumentException("a sealer or opener of another engine");
    }
  }

  private void beginSeals(
      FrameSealer sealer, Object in, Object out, int copyBytes, byte[] metadata) {
    requireOwn(sealer.factory());
    requireScratch(copyBytes, metadata);
    openGroups.end(size);
    SealGroup group = sealGroups.begin(sealer, in, out, size);
    scratchBytes = group.reserve(copyBytes, metadata, scratchBytes);
  }

  private void beginOpens(
      FrameOpener opener, Object in, Object out, int copyBytes, byte[] metadata) {
    requireOwn(opener.factory());
    requireScratch(copyBytes, metadata);
    sealGroups.end(size);
    FrameGroup<FrameOpener> group = openGroups.begin(opener, in, out, size);
    scratchBytes = group.reserve(copyBytes, metadata, scratchBytes);
  }

  /** Throws while nothing is changed, if so much cannot be copied. */
  private void requireScratch(int copyBytes, byte[] metadata) {
    int aadBytes = metadata.length == 0 ? 0 : FrameSealer.MAX_OVERHEAD_BYTES + metadata.length;
    Scratch.plus(Scratch.plus(scratchBytes, copyBytes), aadBytes);
  }

  /**
   * Seals and opens all frames that were added, once. Counters are taken in the order of adding,
   * unless an epoch is activated meanwhile: a frame whose key is replaced is sealed under the new
   * one, behind those that have it already. Events are told while no key is held.
   *
   * @throws BackendUnavailableException if the backend of this batch failed before, or fails now
   *     for frames that share a call: those are lost, their counters stay used, and a new batch has
   *     another backend; or if there is no other one
   * @throws IllegalStateException if the batch was run and not cleared, or is being run
   * @throws EngineClosedException if this batch was closed
   */
  public void run() {
    state.begin();
    try {
      if (ran) {
        throw new IllegalStateException("the batch was run: clear it");
      }
      if (factory.backends().isQuarantined(backend)) {
        throw new BackendUnavailableException(
            "the backend of this batch, '"
                + backend.name()
                + "', was quarantined; make a new batch");
      }
      room = 0;
      runOnce();
    } catch (BackendFailure e) {
      throw blame(e);
    } finally {
      state.end();
    }
  }

  /** What to throw for what the backend threw: that was its doing, unless memory was freed. */
  private RuntimeException blame(BackendFailure failure) {
    if (!memory.isUsable() && failure.cause() instanceof RuntimeException misuse) {
      return misuse;
    }
    factory.backends().quarantine(backend, failure.description());
    return new BackendUnavailableException(
        "backend '"
            + backend.name()
            + "' failed in a batch and was quarantined; frames that were under way are lost, make a"
            + " new batch");
  }

  private void runOnce() {
    sealGroups.end(size);
    openGroups.end(size);
    try {
      if (scratchBytes == 0) {
        passes.run(seals, opens);
      } else {
        runWithScratch();
      }
    } finally {
      seals.lose();
      ran = true;
    }
  }

  private void runWithScratch() {
    memory.reserveScratch(scratchBytes);
    try {
      seals.saveInputs();
      opens.saveInputs();
      passes.run(seals, opens);
    } finally {
      memory.scratch().wipe(scratchBytes);
    }
  }

  /**
   * Size of a frame that was sealed.
   *
   * @param index number of the frame, as adding it returned
   * @return bytes
   * @throws SealLimitException if the budget of its key is used up; nothing was sealed
   * @throws EngineClosedException if its sealer was closed; nothing was sealed
   * @throws IllegalStateException if the batch was not run, or did not get to this frame, or the
   *     frame was added to be opened
   * @throws IndexOutOfBoundsException if there is no such frame
   */
  public int sealedSizeBytes(int index) {
    Objects.checkIndex(index, size);
    if (!ran) {
      throw new IllegalStateException("the batch was not run");
    }
    return seals.frameBytes(index);
  }

  /**
   * Frames added since {@link #clear()}.
   *
   * @return a count
   */
  public int size() {
    return size;
  }

  /**
   * Forgets all frames, so that the batch can be filled again.
   *
   * @throws IllegalStateException if the batch is being run
   * @throws EngineClosedException if this batch was closed
   */
  public void clear() {
    state.requireIdle();
    size = 0;
    seals.clear();
    opens.clear();
    scratchBytes = 0;
    ran = false;
    room = capacity;
    memory.clear();
  }

  /**
   * Frees what the batch holds; if it is running, once it has run. Frames that were not run are
   * neither sealed nor opened. Closing twice is allowed.
   */
  @Override
  public void close() {
    state.close();
    onClose.accept(this);
  }
}
