package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.header.FrameHeaderReader;
import org.ecall.engine.spi.MessageRanges;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a {@link FrameBatch} that are to be opened: results by the number of the frame in
 * the batch, in {@link FrameGroup}s what was added alike, and for each pass in {@link OpenRun}s
 * what has a key in common. What an embedder does with results meanwhile, which is forbidden, marks
 * no other counter: keys, counters and sizes are known here once more.
 */
final class BatchedOpens {

  private static final int NO_MESSAGE = -1;

  private final BatchMemory memory;
  private final MessageRanges ranges;
  private final OpenResult[] results;

  private final long[] ctrs;
  private final int[] payloads;

  /** Frames of the key that did not authenticate, if the frame is one of them; else 0. */
  private final long[] failures;

  private final FrameGroups<FrameOpener, FrameGroup<FrameOpener>> groups;

  /** Made when they are needed first. */
  private final OpenRun[] runs;

  /** Runs of the current pass. */
  private int runCount;

  /** The group and the frame that the next pass begins with. */
  private int nextGroup;

  private int nextFrame;

  /** Whether another thread has the key of that frame. */
  private boolean blocked;

  BatchedOpens(
      int capacity,
      BatchMemory memory,
      MessageRanges ranges,
      FrameGroups<FrameOpener, FrameGroup<FrameOpener>> groups) {
    this.memory = memory;
    this.ranges = ranges;
    this.groups = groups;
    results = new OpenResult[capacity];
    ctrs = new long[capacity];
    payloads = new int[capacity];
    failures = new long[capacity];
    runs = new OpenRun[capacity];
  }

  /** Whether no frame waits for a pass. */
  boolean isDone() {
    return nextGroup == groups.count();
  }

  void clear() {
    groups.clear();
    nextGroup = 0;
    nextFrame = 0;
  }

  /** Saves inputs that outputs overlap. Once for each run, before anything is written. */
  void saveInputs() {
    groups.saveInputs(ranges);
  }

  /** Takes a frame of the latest group down. */
  @SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
  void add(int frame, long inOffset, int length, long outOffset, OpenResult result) {
    result.refuse(OpenStatus.MALFORMED);
    if (results[frame] != result) {
      results[frame] = result;
    }
    ranges.set(frame, inOffset, length, outOffset);
  }

  /**
   * Opens one by one what is in front and no more than that is worth. To be called while no key is
   * claimed.
   */
  void openAlone(int leastTogether) {
    for (; !isDone() && groups.get(nextGroup).isAlone(leastTogether); nextGroup++) {
      FrameGroup<FrameOpener> current = groups.get(nextGroup);
      for (nextFrame = current.from; nextFrame < current.to; nextFrame++) {
        openAlone(current);
      }
    }
  }

  private void openAlone(FrameGroup<FrameOpener> current) {
    try {
      open(current);
    } catch (EngineClosedException e) {
      // A matter of its own frames: they are answered.
      current.owner().keyOrRefuse(read(current), ranges.length(nextFrame), results[nextFrame]);
    }
  }

  private void open(FrameGroup<FrameOpener> current) {
    FrameOpener opener = current.owner();
    long inOffset = ranges.inOffset(nextFrame);
    long outOffset = ranges.outOffset(nextFrame);
    int length = ranges.length(nextFrame);
    OpenResult result = results[nextFrame];
    byte[] metadata = current.metadata;
    byte[] in = memory.array(current.in);
    byte[] out = memory.array(current.out);
    if (in != null && out != null) {
      opener.open(in, (int) inOffset, length, out, (int) outOffset, metadata, result);
    } else {
      MemorySegment input = memory.segment(current.in);
      MemorySegment output = memory.segment(current.out);
      opener.open(input, inOffset, length, output, outOffset, metadata, result);
    }
  }

  /** Reads the header of the current frame; whether it is one. */
  private boolean read(FrameGroup<FrameOpener> current) {
    FrameHeaderReader header = results[nextFrame].header;
    long offset = ranges.inOffset(nextFrame);
    if (ranges.length(nextFrame) < FrameOpener.MIN_FRAME_BYTES) {
      return false;
    }
    byte[] array = memory.array(current.in);
    return array != null
        ? header.read(array, (int) offset)
        : header.read(memory.segment(current.in), offset);
  }

  /**
   * Steps 1 to 3 of PROTOCOL §6, up to adding frames to the messages of a pass: of all that wait,
   * or up to one that is to be opened by itself, one whose key another thread has, or behind one
   * that may be the first of its epoch, for which the next one has to wait. Without messages in
   * front it waits for the first key.
   */
  void take(long claimant, BatchMessages messages, int leastTogether) {
    runCount = 0;
    while (!isDone()) {
      FrameGroup<FrameOpener> current = groups.get(nextGroup);
      nextFrame = Math.max(nextFrame, current.from);
      if (current.isAlone(leastTogether) || !take(current, claimant, messages)) {
        return;
      }
      nextGroup++;
    }
  }

  /** Takes the frames of a group; whether all that wait. */
  private boolean take(FrameGroup<FrameOpener> current, long claimant, BatchMessages messages) {
    @Nullable OpenRun run = null;
    for (; nextFrame < current.to; nextFrame++) {
      OpenResult result = results[nextFrame];
      FrameHeaderReader header = result.header;
      int length = ranges.length(nextFrame);
      boolean parsed = read(current);
      int payload = FrameOpener.payloadBytes(length, result);
      boolean mayBeFirst = false;
      if (!parsed || payload < 0 || run == null || header.kid() != run.key().kid) {
        run = hold(current, parsed, length, claimant, messages);
        if (blocked) {
          return false;
        }
        if (run == null) {
          continue;
        }
        mayBeFirst = current.owner().mayEndEpochs(run.key());
      }
      long ctr = header.ctr();
      OpenStatus verdict = run.key().lookUp(ctr);
      if (!run.accepts(verdict)) {
        run = begin(current, run.key(), false);
      }
      ctrs[nextFrame] = ctr;
      payloads[nextFrame] = payload;
      int message = verdict == OpenStatus.OPENED ? addTo(messages, current, run.key()) : NO_MESSAGE;
      run.grow(nextFrame, verdict, message);
      if (mayBeFirst) {
        nextFrame++;
        return false;
      }
    }
    return true;
  }

  /**
   * Begins a run with the key of the next frame; null if the frame is refused, or it has to wait.
   */
  private @Nullable OpenRun hold(
      FrameGroup<FrameOpener> current,
      boolean parsed,
      int length,
      long claimant,
      BatchMessages messages) {
    blocked = false;
    OpenResult result = results[nextFrame];
    ReceiveKey key = current.owner().keyOrRefuse(parsed, length, result);
    if (key == null) {
      return null;
    }
    boolean mayWait = runCount == 0 && messages.size() == 0;
    long before = mayWait ? key.claimOrWait(claimant) : key.tryClaim(claimant);
    if (before == ReceiveKey.CLOSED) {
      current.owner().refuseClosed(key, result);
      return null;
    }
    if (before != ReceiveKey.FREE && before != claimant) {
      blocked = true;
      return null;
    }
    return begin(current, key, before == ReceiveKey.FREE);
  }

  private OpenRun begin(FrameGroup<FrameOpener> current, ReceiveKey key, boolean firstOfKey) {
    OpenRun run = runs[runCount];
    if (run == null) {
      run = new OpenRun();
      runs[runCount] = run;
    }
    runCount++;
    run.begin(current.owner(), key, firstOfKey, current.out, nextFrame);
    return run;
  }

  /** Adds the current frame to the messages of the pass; the answer is its number. */
  private int addTo(BatchMessages messages, FrameGroup<FrameOpener> current, ReceiveKey key) {
    long header = ranges.inOffset(nextFrame);
    int headerBytes = results[nextFrame].header.sizeBytes();
    long aad = header;
    byte[] metadata = current.metadata;
    if (metadata.length == 0) {
      messages.useMemory(current.in, current.in, current.out);
    } else {
      aad = current.aadAt;
      messages.join(current.in, header, headerBytes, metadata, current.aadAt);
      messages.useMemory(BatchMemory.SCRATCH, current.in, current.out);
    }
    return key.addTo(
        messages,
        ctrs[nextFrame],
        aad,
        headerBytes + metadata.length,
        header + headerBytes,
        payloads[nextFrame],
        ranges.outOffset(nextFrame));
  }

  /** Step 4 of PROTOCOL §6, in the order of adding and with the keys claimed. */
  void settle(BatchMessages messages, boolean allSucceeded) {
    for (int i = 0; i < runCount; i++) {
      OpenRun run = runs[i];
      if (!run.isRetired()) {
        settle(run, messages, allSucceeded);
      }
    }
  }

  private void settle(OpenRun run, BatchMessages messages, boolean allSucceeded) {
    ReceiveKey key = run.key();
    boolean fresh = run.isFresh();
    boolean checksEpochs = false;
    for (int i = run.from; i < run.to; i++) {
      boolean authentic =
          fresh && (allSucceeded || messages.succeeded(run.message + (i - run.from)));
      long ctr = ctrs[i];
      OpenStatus status = key.settleAfterOthers(ctr, authentic);
      failures[i] = 0;
      if (status == OpenStatus.OPENED) {
        results[i].opened(payloads[i]);
        run.opened = true;
        checksEpochs |= FrameOpener.checksEpochs(ctr);
      } else {
        refuse(run, i, status, messages);
      }
    }
    run.checksEpochs = checksEpochs;
  }

  private void refuse(OpenRun run, int number, OpenStatus status, BatchMessages messages) {
    results[number].refuse(status);
    if (status == OpenStatus.NOT_AUTHENTIC) {
      failures[number] = run.key().failedOpens().counted();
      run.forged = true;
    } else if (run.isFresh()) {
      // Another frame of the batch has its counter.
      wipe(run, number, messages);
    }
  }

  /** Wipes what must not be seen of plaintexts. */
  void wipe(BatchMessages messages) {
    for (int i = 0; i < runCount; i++) {
      OpenRun run = runs[i];
      for (int number = run.from; run.isFresh() && number < run.to; number++) {
        wipe(run, number, messages);
      }
    }
  }

  private void wipe(OpenRun run, int number, BatchMessages messages) {
    messages.wipe(run.out, ranges.outOffset(number), payloads[number]);
  }

  /** Gives the keys back. */
  void release() {
    for (int i = 0; i < runCount; i++) {
      runs[i].release();
    }
  }

  /** Tells of failures and looks after epochs. Not while a key is claimed. */
  void finish() {
    for (int i = 0; i < runCount; i++) {
      OpenRun run = runs[i];
      if (run.isRetired()) {
        refuseRetired(run);
      }
      if (run.forged) {
        tellOfForged(run);
      }
      if (run.opened) {
        run.opener().finishOpened(run.key(), run.checksEpochs);
      }
    }
  }

  private void refuseRetired(OpenRun run) {
    for (int i = run.from; i < run.to; i++) {
      run.opener().refuseRetired(run.key(), results[i]);
    }
  }

  private void tellOfForged(OpenRun run) {
    for (int i = run.from; i < run.to; i++) {
      if (failures[i] != 0) {
        run.key().failedOpens().tell(failures[i]);
      }
    }
  }
}
