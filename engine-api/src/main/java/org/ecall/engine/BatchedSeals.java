package org.ecall.engine;

import java.lang.foreign.MemorySegment;
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

  /** Instead of the number of a message: an earlier pass has sealed the frame. */
  private static final long SEALED = Integer.MAX_VALUE;

  private final BatchMemory memory;
  private final MessageRanges ranges;

  /** Number of the message above the size of the sealed frame, or one of those above. */
  private final long[] results;

  /** Made when they are needed first. */
  private final SealGroup[] groups;

  /** Why frames failed; made when it is needed first. */
  private @Nullable EngineException @Nullable [] failures;

  private int groupCount;

  /** The group that the next frame may belong to. */
  private SealGroup latest = SealGroup.NONE;

  BatchedSeals(int capacity, BatchMemory memory) {
    this.memory = memory;
    ranges = new MessageRanges(capacity);
    results = new long[capacity];
    groups = new SealGroup[capacity];
  }

  boolean isEmpty() {
    return groupCount == 0;
  }

  void clear() {
    groupCount = 0;
    latest = SealGroup.NONE;
  }

  /** Whether the next frame can be added by {@link #grow}, if it needs no scratch buffer. */
  boolean accepts(FrameSealer by, Object in, Object out) {
    return latest.accepts(by, in, out);
  }

  /** Adds a frame to the latest group. */
  void grow(int frame, long inOffset, int length, long outOffset) {
    ranges.set(frame, inOffset, length, outOffset);
    results[frame] = WAITS;
    latest.grow(frame, FrameCounter.blocks(length));
  }

  /** Begins a group; {@link #grow} follows. */
  SealGroup begin(FrameSealer by, Object in, Object out, int frame) {
    SealGroup group = groups[groupCount];
    if (group == null) {
      group = new SealGroup();
      groups[groupCount] = group;
    }
    boolean first = groupCount == 0;
    int latestIn = first ? BatchMemory.SCRATCH : groups[groupCount - 1].in;
    int latestOut = first ? BatchMemory.SCRATCH : groups[groupCount - 1].out;
    group.begin(by, in, out, frame);
    group.place(memory.numberOf(in, latestIn), memory.numberOf(out, latestOut));
    groupCount++;
    latest = group;
    return group;
  }

  /** Marks a frame as one that is to be opened. */
  void skip(int frame) {
    results[frame] = OPENS;
    latest = SealGroup.NONE;
  }

  /** Saves inputs that outputs overlap. Once for each run, before anything is written. */
  void saveInputs() {
    for (int i = 0; i < groupCount; i++) {
      SealGroup group = groups[i];
      int frame = group.from;
      int at = group.copyAt();
      if (at >= 0) {
        MemorySegment in = memory.segment(group.in);
        memory.scratch().put(at, in, ranges.inOffset(frame), ranges.length(frame));
        ranges.moveInput(frame, at);
        group.copied();
      }
    }
  }

  /**
   * Takes the counters of all frames and adds them to the messages of a pass. To be called while no
   * receive key is claimed: a listener may be told of a limit.
   *
   * @return whether all of them were added
   */
  boolean addTo(BatchMessages messages) {
    int taken = takeCounters();
    for (int i = 0; i < taken; i++) {
      groups[i].key().addTo(messages, groups[i], this);
    }
    for (int i = taken; i < groupCount; i++) {
      addOneByOne(groups[i], messages);
    }
    return taken == groupCount;
  }

  /**
   * Takes the counters of groups, from the first one on, while that is possible for all of each;
   * the answer is of how many. Not together with adding them: each atomic operation would wait for
   * what was written before.
   */
  private int takeCounters() {
    for (int i = 0; i < groupCount; i++) {
      if (!takeCounters(groups[i])) {
        return i;
      }
    }
    return groupCount;
  }

  private boolean takeCounters(SealGroup group) {
    try {
      SendKey key = group.sealer().key();
      int from = group.from;
      int to = group.to;
      long ctr = key.take(to - from, group.blocks);
      group.use(key, ctr, from, to);
      return ctr != SendKey.CLOSED;
    } catch (EngineClosedException | SealLimitException e) {
      return false;
    }
  }

  /** Adds the frames that wait. What cannot be added now waits for the next pass or has failed. */
  void addRest(BatchMessages messages) {
    for (int i = 0; i < groupCount; i++) {
      addOneByOne(groups[i], messages);
    }
  }

  private void addOneByOne(SealGroup group, BatchMessages messages) {
    // One key for a group in a pass: who looks at the results asks whether it was replaced.
    @Nullable SendKey key = null;
    for (int frame = group.from; frame < group.to; frame++) {
      if (results[frame] == WAITS) {
        try {
          if (key == null) {
            key = group.sealer().key();
          }
          long ctr = key.take(1, FrameCounter.blocks(ranges.length(frame)));
          group.use(key, ctr, frame, frame + 1);
          if (ctr == SendKey.CLOSED) {
            group.sealer().requireReplaced(key);
            return;
          }
          key.addTo(messages, group, this);
        } catch (EngineClosedException | SealLimitException e) {
          fail(frame, e);
        }
      }
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

  /** Looks at what a pass made of its frames; whether none waits that has to be sealed again. */
  boolean settle(BatchMessages messages) {
    boolean done = true;
    for (int i = 0; i < groupCount; i++) {
      SealGroup group = groups[i];
      for (int frame = group.from; frame < group.to; frame++) {
        long message = results[frame] >> Integer.SIZE;
        if (message >= 0 && message != SEALED) {
          if (messages.succeeded((int) message)) {
            results[frame] = SEALED << Integer.SIZE | (int) results[frame];
          } else {
            seeWhy(group, frame);
          }
        }
        done &= results[frame] != WAITS;
      }
    }
    return done;
  }

  /** A message failed: its key was closed. The frame waits if there is another one. */
  private void seeWhy(SealGroup group, int frame) {
    results[frame] = WAITS;
    try {
      group.sealer().requireReplaced(group.key());
    } catch (EngineClosedException e) {
      fail(frame, e);
    }
  }

  /** The pass did not get to its end: its frames are lost. */
  void lose() {
    for (int i = 0; i < groupCount; i++) {
      for (int frame = groups[i].from; frame < groups[i].to; frame++) {
        if (results[frame] >= 0 && results[frame] >> Integer.SIZE != SEALED) {
          results[frame] = WAITS;
        }
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
