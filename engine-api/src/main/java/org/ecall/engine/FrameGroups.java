package org.ecall.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ecall.engine.spi.MessageRanges;

/**
 * The frames of a {@link FrameBatch} that are to be sealed, or those that are to be opened, in
 * groups in the order of adding.
 *
 * @param <O> sealer or opener
 * @param <G> a group
 */
final class FrameGroups<O, G extends FrameGroup<O>> {

  private final Supplier<G> maker;
  private final BatchMemory memory;

  /** Made when they are needed first. */
  private final List<G> groups = new ArrayList<>();

  private int count;

  /** Numbers of its memory; it need not be in use any more. */
  private int latestIn;

  private int latestOut;

  FrameGroups(Supplier<G> maker, BatchMemory memory) {
    this.maker = maker;
    this.memory = memory;
  }

  int count() {
    return count;
  }

  G get(int index) {
    return groups.get(index);
  }

  /** Begins a group; adding the frame to it follows. */
  G begin(O by, Object in, Object out, int frame) {
    if (count == groups.size()) {
      groups.add(maker.get());
    }
    G group = groups.get(count);
    latestIn = memory.numberOf(in, latestIn);
    latestOut = memory.numberOf(out, latestOut);
    group.begin(by, in, out, frame);
    group.place(latestIn, latestOut);
    count++;
    return group;
  }

  /** Saves inputs that outputs overlap. Once for each run, before anything is written. */
  void saveInputs(MessageRanges ranges) {
    for (int i = 0; i < count; i++) {
      groups.get(i).saveInput(memory, ranges);
    }
  }

  void clear() {
    count = 0;
  }
}
