package org.ecall.engine;

import java.util.Objects;
import org.ecall.engine.nonce.FrameCounter;
import org.ecall.engine.spi.MessageRanges;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a {@link FrameBatch} that are to be sealed, and what became of them: numbers, by
 * the number of the frame in the batch, and in {@link SealGroup}s what many frames have in common.
 */
final class BatchedSeals {

  private static final long WAITS = -1;
  private static final long FAILED = -2;
  private static final long OPENS = -3;

  private final BatchMemory memory;
  private final MessageRanges ranges;

  /** Number of the message above the size of the sealed frame, or one of those above. */
  private final long[] results;

  private final FrameGroups<FrameSealer, SealGroup> groups;

  /** Accepts no frame. */
  private final SealGroup none = new SealGroup();

  /** The group that the next frame may belong to. */
  private SealGroup latest = none;

  /** Why frames failed; made when it is needed first. */
  private @Nullable EngineException @Nullable [] failures;

  /** Number of the first group that is still to be sealed. */
  private int next;

  /** Number behind the last group that is in the current pass. */
  private int end;

  BatchedSeals(int capacity, BatchMemory memory, MessageRanges ranges) {
    this.memory = memory;
    this.ranges = ranges;
    results = new long[capacity];
    groups = new FrameGroups<>(SealGroup::new, memory);
  }

  /** Whether no frame waits for a pass. */
  boolean isDone() {
    return next == groups.count();
  }

  void clear() {
    groups.clear();
    latest = none;
    next = 0;
    end = 0;
  }

  /** The group that the next frame may belong to. */
  SealGroup latest() {
    return latest;
  }

  /** Begins a group; adding the frame follows. */
  SealGroup begin(FrameSealer by, Object in, Object out, int frame) {
    latest = groups.begin(by, in, out, frame);
    return latest;
  }

  /** Adds a frame to the latest group. */
  void add(int frame, SealGroup group, long inOffset, int length, long outOffset) {
    ranges.set(frame, inOffset, length, outOffset);
    results[frame] = WAITS;
    group.grow(frame, FrameCounter.blocks(length));
  }

  /** Marks a frame as one that is to be opened. */
  void leaveOut(int frame) {
    results[frame] = OPENS;
  }

  /** A frame that is to be opened follows: the next one here begins a group. */
  void interrupt() {
    latest = none;
  }

  /** Saves inputs that outputs overlap. Once for each run, before anything is written. */
  void saveInputs() {
    groups.saveInputs(ranges);
  }

  /**
   * Seals one by one what is in front and no more than that is worth. To be called while no receive
   * key is claimed: a listener may be told of a limit.
   */
  void sealAlone(int leastTogether) {
    for (; !isDone() && groups.get(next).isAlone(leastTogether); next++) {
      SealGroup group = groups.get(next);
      for (int frame = group.from; frame < group.to; frame++) {
        sealAlone(group, frame);
      }
    }
    end = next;
  }

  private void sealAlone(SealGroup group, int frame) {
    try {
      results[frame] = seal(group, frame);
    } catch (EngineClosedException | SealLimitException e) {
      fail(frame, e);
    }
  }

  private int seal(SealGroup group, int frame) {
    FrameSealer sealer = group.owner();
    long inOffset = ranges.inOffset(frame);
    long outOffset = ranges.outOffset(frame);
    int length = ranges.length(frame);
    byte[] metadata = group.metadata;
    byte[] in = memory.array(group.in);
    byte[] out = memory.array(group.out);
    return in != null && out != null
        ? sealer.seal(in, (int) inOffset, length, out, (int) outOffset, metadata)
        : sealer.seal(
            memory.segment(group.in),
            inOffset,
            length,
            memory.segment(group.out),
            outOffset,
            metadata);
  }

  /**
   * Adds the groups that follow to the messages of a pass, up to one that is to be sealed frame by
   * frame. To be called while no receive key is claimed.
   */
  void addTo(BatchMessages messages, int leastTogether) {
    takeCounters(leastTogether);
    for (int i = next; i < end; i++) {
      SealGroup group = groups.get(i);
      group.key().addTo(messages, group, this);
    }
  }

  /**
   * Not together with adding them: each atomic operation would wait for what was written before.
   */
  private void takeCounters(int leastTogether) {
    for (end = next; end < groups.count(); end++) {
      SealGroup group = groups.get(end);
      if (group.isAlone(leastTogether)) {
        return;
      }
      if (!takeCounters(group)) {
        group.leaveAlone();
        return;
      }
    }
  }

  /** Takes the counters of a group, if that is possible for all of its frames. */
  private static boolean takeCounters(SealGroup group) {
    try {
      SendKey key = group.owner().key();
      int from = group.from;
      int to = group.to;
      long ctr = key.take(to - from, group.blocks);
      group.use(key, ctr, from, to);
      return ctr != SendKey.CLOSED;
    } catch (EngineClosedException | SealLimitException e) {
      return false;
    }
  }

  private void fail(int frame, EngineException why) {
    @Nullable EngineException[] known = failures;
    if (known == null) {
      known = new EngineException[results.length];
      failures = known;
    }
    known[frame] = why;
    results[frame] = FAILED;
  }

  /** Where frames come from and go to. */
  MessageRanges ranges() {
    return ranges;
  }

  /**
   * Frames that follow each other are messages of the pass, and sealed unless that fails.
   *
   * @param message number of the first one
   * @param overheadBytes what each grows by
   */
  void added(int from, int to, int message, int overheadBytes) {
    for (int i = from; i < to; i++) {
      long number = (long) message + (i - from);
      results[i] = number << Integer.SIZE | (ranges.length(i) + overheadBytes);
    }
  }

  /**
   * Looks at what the pass made of its frames. A message that failed had its key closed: the frame
   * is sealed by itself, under the key that took its place, if there is one. To be called while no
   * receive key is claimed.
   */
  void settle(BatchMessages messages, boolean allSucceeded) {
    for (; next < end; next++) {
      SealGroup group = groups.get(next);
      for (int frame = group.from; !allSucceeded && frame < group.to; frame++) {
        if (!messages.succeeded((int) (results[frame] >> Integer.SIZE))) {
          sealAlone(group, frame);
        }
      }
    }
  }

  /** The pass did not get to its end: its frames are lost. */
  void lose() {
    for (int i = next; i < end; i++) {
      SealGroup group = groups.get(i);
      for (int frame = group.from; frame < group.to; frame++) {
        results[frame] = WAITS;
      }
    }
  }

  /** Size of the sealed frame in bytes; throws what the sealer would have thrown. */
  int frameBytes(int frame) {
    long result = results[frame];
    return result >= 0 ? (int) result : refuse(frame, result);
  }

  private int refuse(int frame, long result) {
    if (result == OPENS) {
      throw new IllegalStateException("frame " + frame + " was added to be opened");
    }
    if (result == FAILED) {
      throw Objects.requireNonNull(Objects.requireNonNull(failures)[frame]);
    }
    throw new IllegalStateException("the batch was not run");
  }
}
