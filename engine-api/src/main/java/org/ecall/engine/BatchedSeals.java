package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.ecall.engine.nonce.FrameCounter;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a {@link FrameBatch} that are to be sealed, and what became of them: rows of
 * numbers, by the number of the frame in the batch, and in {@link SealGroup}s what many frames have
 * in common.
 */
final class BatchedSeals {

  /** A row: offsets, size of the payload, and what became of the frame. */
  private static final int ROW = 4;

  private static final int IN_OFFSET = 0;
  private static final int OUT_OFFSET = 1;
  private static final int LENGTH = 2;

  /** Number of the message above the size of the sealed frame, or one of those below. */
  private static final int RESULT = 3;

  private static final long WAITS = -1;
  private static final long FAILED = -2;
  private static final long OPENS = -3;

  /** Instead of the number of a message: an earlier pass has sealed the frame. */
  private static final long SEALED = Integer.MAX_VALUE;

  private final BatchMemory memory;
  private final long[] rows;

  /** Made when they are needed first. */
  private final SealGroup[] groups;

  /** Why frames failed; made when it is needed first. */
  private @Nullable EngineException @Nullable [] failures;

  private int groupCount;

  BatchedSeals(int capacity, BatchMemory memory) {
    this.memory = memory;
    rows = new long[capacity * ROW];
    groups = new SealGroup[capacity];
  }

  boolean isEmpty() {
    return groupCount == 0;
  }

  void clear() {
    groupCount = 0;
  }

  /** Whether a frame that needs no scratch buffer can be added by {@link #grow}. */
  boolean accepts(FrameSealer by, Object in, Object out, int frame) {
    if (groupCount == 0) {
      return false;
    }
    SealGroup latest = groups[groupCount - 1];
    return latest.to == frame && latest.accepts(by, in, out);
  }

  /** Adds a frame to the latest group. */
  void grow(int frame, long inOffset, int length, long outOffset) {
    int row = frame * ROW;
    rows[row + IN_OFFSET] = inOffset;
    rows[row + OUT_OFFSET] = outOffset;
    rows[row + LENGTH] = length;
    rows[row + RESULT] = WAITS;
    groups[groupCount - 1].grow(FrameCounter.blocks(length));
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
    return group;
  }

  /** Marks a frame as one that is to be opened. */
  void skip(int frame) {
    rows[frame * ROW + RESULT] = OPENS;
  }

  /** Saves inputs that outputs overlap. Once for each run, before anything is written. */
  void saveInputs() {
    for (int i = 0; i < groupCount; i++) {
      SealGroup group = groups[i];
      int row = group.from * ROW;
      int at = group.copyAt();
      if (at >= 0) {
        MemorySegment in = memory.segment(group.in);
        memory.scratch().put(at, in, rows[row + IN_OFFSET], (int) rows[row + LENGTH]);
        rows[row + IN_OFFSET] = at;
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
    boolean all = true;
    for (int i = 0; i < groupCount; i++) {
      SealGroup group = groups[i];
      if (!addTogether(group, messages)) {
        addOneByOne(group, messages);
        all = false;
      }
    }
    return all;
  }

  /** Adds a group in one step; false if that is not possible for all of it. */
  private boolean addTogether(SealGroup group, BatchMessages messages) {
    try {
      SendKey key = group.sealer().key();
      long ctr = key.take(group.to - group.from, group.blocks);
      if (ctr == SendKey.CLOSED) {
        return false;
      }
      group.use(key);
      key.addTo(messages, ctr, group, this, group.from, group.to);
      return true;
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
      if (rows[frame * ROW + RESULT] == WAITS) {
        try {
          if (key == null) {
            key = group.sealer().key();
            group.use(key);
          }
          long ctr = key.take(1, FrameCounter.blocks(length(frame)));
          if (ctr == SendKey.CLOSED) {
            group.sealer().requireReplaced(key);
            return;
          }
          key.addTo(messages, ctr, group, this, frame, frame + 1);
        } catch (EngineClosedException | SealLimitException e) {
          fail(frame, e);
        }
      }
    }
  }

  private void fail(int frame, EngineException why) {
    @Nullable EngineException[] known = failures;
    if (known == null) {
      known = new EngineException[rows.length / ROW];
      failures = known;
    }
    known[frame] = why;
    rows[frame * ROW + RESULT] = FAILED;
  }

  long inOffset(int frame) {
    return rows[frame * ROW + IN_OFFSET];
  }

  long outOffset(int frame) {
    return rows[frame * ROW + OUT_OFFSET];
  }

  int length(int frame) {
    return (int) rows[frame * ROW + LENGTH];
  }

  /** The frame is a message of the pass, and sealed unless that fails. */
  void added(int frame, int message, int sealedBytes) {
    rows[frame * ROW + RESULT] = (long) message << Integer.SIZE | sealedBytes;
  }

  /** Looks at what a pass made of its frames; whether none waits that has to be sealed again. */
  boolean settle(BatchMessages messages) {
    boolean done = true;
    for (int i = 0; i < groupCount; i++) {
      SealGroup group = groups[i];
      for (int frame = group.from; frame < group.to; frame++) {
        int row = frame * ROW + RESULT;
        long message = rows[row] >> Integer.SIZE;
        if (message >= 0 && message != SEALED) {
          if (messages.succeeded((int) message)) {
            rows[row] = SEALED << Integer.SIZE | (int) rows[row];
          } else {
            seeWhy(group, frame);
          }
        }
        done &= rows[row] != WAITS;
      }
    }
    return done;
  }

  /** A message failed: its key was closed. The frame waits if there is another one. */
  private void seeWhy(SealGroup group, int frame) {
    rows[frame * ROW + RESULT] = WAITS;
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
        int row = frame * ROW + RESULT;
        if (rows[row] >= 0 && rows[row] >> Integer.SIZE != SEALED) {
          rows[row] = WAITS;
        }
      }
    }
  }

  /** Size of the sealed frame in bytes; throws what the sealer would have thrown. */
  int frameBytes(int frame) {
    long result = rows[frame * ROW + RESULT];
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
