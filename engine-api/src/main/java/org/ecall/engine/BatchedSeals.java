package org.ecall.engine;

import java.util.Arrays;
import java.util.Objects;
import org.ecall.engine.nonce.FrameCounter;
import org.ecall.engine.spi.MessageRanges;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a {@link FrameBatch} that are to be sealed, and what became of them: numbers, by
 * the number of the frame in the batch, and in {@link SealGroup}s what many frames have in common.
 */
final class BatchedSeals {

  private static final int LOST = -1;
  private static final int FAILED = -2;
  private static final int OPENS = -3;

  private final BatchMemory memory;
  private final MessageRanges ranges;

  /** Size of the sealed frame, or one of those above. Of the run before until there is another. */
  private final int[] results;

  private final FrameGroups<FrameSealer, SealGroup> groups;

  /** Why frames failed; made when it is needed first. */
  private @Nullable EngineException @Nullable [] failures;

  /** Number of the first group that is still to be sealed, all of it or from that frame on. */
  private int next;

  private int nextFrame;

  /** Number behind the last group that is in the current pass. */
  private int end;

  BatchedSeals(
      int capacity,
      BatchMemory memory,
      MessageRanges ranges,
      FrameGroups<FrameSealer, SealGroup> groups) {
    this.memory = memory;
    this.ranges = ranges;
    this.groups = groups;
    results = new int[capacity];
  }

  /** Whether no frame waits for a pass. */
  boolean isDone() {
    return next == groups.count();
  }

  void clear() {
    groups.clear();
    next = 0;
    nextFrame = 0;
    end = 0;
  }

  /** Marks a frame as one that is to be opened. */
  void leaveOut(int frame) {
    results[frame] = OPENS;
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
      for (nextFrame = group.from; nextFrame < group.to; nextFrame++) {
        sealAlone(group, nextFrame);
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
  private boolean takeCounters(SealGroup group) {
    try {
      SendKey key = group.owner().key();
      int from = group.from;
      int to = group.to;
      long blocks = blocks(from, to);
      if (blocks > FrameCounter.MOST_BLOCKS) {
        return false;
      }
      long ctr = key.take(to - from, blocks);
      group.use(key, ctr, from, to);
      return ctr != SendKey.CLOSED;
    } catch (EngineClosedException | SealLimitException e) {
      return false;
    }
  }

  /** What frames take from the budget. */
  private long blocks(int from, int to) {
    long blocks = 0;
    for (int frame = from; frame < to; frame++) {
      blocks += FrameCounter.blocks(ranges.length(frame));
    }
    return blocks;
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
   * @param overheadBytes what each grows by
   */
  void added(int from, int to, int overheadBytes) {
    for (int frame = from; frame < to; frame++) {
      results[frame] = ranges.length(frame) + overheadBytes;
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
        if (!messages.succeeded(group.firstMessage + (frame - group.from))) {
          sealAlone(group, frame);
        }
      }
    }
  }

  /** The run did not get to its end: the frames that wait for a pass, or are in one, are lost. */
  void lose() {
    for (; !isDone(); next++) {
      SealGroup group = groups.get(next);
      Arrays.fill(results, Math.max(nextFrame, group.from), group.to, LOST);
    }
  }

  /** Size of the sealed frame in bytes, after a run; throws what the sealer would have thrown. */
  int frameBytes(int frame) {
    int result = results[frame];
    return result >= 0 ? result : refuse(frame, result);
  }

  private int refuse(int frame, int result) {
    if (result == OPENS) {
      throw new IllegalStateException("frame " + frame + " was added to be opened");
    }
    if (result == FAILED) {
      throw Objects.requireNonNull(Objects.requireNonNull(failures)[frame]);
    }
    throw new IllegalStateException("the run did not get to frame " + frame);
  }
}
