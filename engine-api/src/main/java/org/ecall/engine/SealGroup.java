package org.ecall.engine;

import java.util.Objects;
import org.ecall.engine.nonce.FrameCounter;
import org.jspecify.annotations.Nullable;

/** Frames that are sealed with counters that follow each other. */
@SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
final class SealGroup extends FrameGroup<FrameSealer> {

  /** What the frames take from the budget. */
  long blocks;

  private @Nullable SendKey key;

  /**
   * What counters were taken for last: only as many frames may be sealed as there are counters,
   * even if somebody adds to the group meanwhile, which is forbidden.
   */
  long firstCtr;

  int firstNumbered;
  int endNumbered;

  /** Creates an empty group. */
  SealGroup() {}

  @Override
  void begin(FrameSealer by, Object input, Object output, int frame) {
    super.begin(by, input, output, frame);
    blocks = 0;
  }

  /** Takes another frame in, which follows those that it has. */
  void grow(int frame, long frameBlocks) {
    grow(frame);
    blocks += frameBlocks;
    if (blocks > FrameCounter.MOST_BLOCKS / 2) {
      end();
    }
  }

  /** What the frames of the current pass are sealed with. */
  SendKey key() {
    return Objects.requireNonNull(key);
  }

  /** Frames have counters of a key from the given one on. */
  void use(SendKey current, long ctr, int first, int end) {
    if (key != current) {
      key = current;
    }
    firstCtr = ctr;
    firstNumbered = first;
    endNumbered = end;
  }
}
