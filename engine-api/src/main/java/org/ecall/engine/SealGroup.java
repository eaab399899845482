package org.ecall.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Frames that are sealed with counters that follow each other. */
@SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
final class SealGroup extends FrameGroup<FrameSealer> {

  private @Nullable SendKey key;

  /**
   * What counters were taken for last: only as many frames may be sealed as there are counters,
   * even if somebody fills the batch anew meanwhile, which is forbidden.
   */
  long firstCtr;

  int firstNumbered;
  int endNumbered;

  /** Number of its first frame's message in the current pass; those of the others follow. */
  int firstMessage;

  /** Creates an empty group. */
  SealGroup() {}

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
