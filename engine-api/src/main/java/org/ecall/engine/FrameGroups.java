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

  /** Accepts no frame. */
  private final G none;

  /** The group that the next frame may belong to. */
  private G latest;

  /** Numbers of the memory of the group that was begun last; it need not be in use any more. */
  private int latestIn;

  private int latestOut;

  FrameGroups(Supplier<G> maker, BatchMemory memory) {
    this.maker = maker;
    this.memory = memory;
    none = maker.get();
    latest = none;
  }

  int count() {
    return count;
  }

  G get(int index) {
    return groups.get(index);
  }

  /** Whether the next frame belongs to the latest group, if it needs no scratch buffer. */
  boolean goOnWith(O by, Object in, Object out) {
    return latest.accepts(by, in, out);
  }

  /** Begins a group with a frame, in front of which the latest one ends. */
  G begin(O by, Object in, Object out, int frame) {
    latest.to = frame;
    if (count == groups.size()) {
      groups.add(maker.get());
    }
    G group = groups.get(count);
    latestIn = memory.numberOf(in, latestIn);
    latestOut = memory.numberOf(out, latestOut);
    group.begin(by, in, out, frame);
    group.place(latestIn, latestOut);
    count++;
    latest = group;
    return group;
  }

  /** The latest group ends in front of a frame. */
  void end(int frame) {
    latest.to = frame;
    latest = none;
  }

  /** Saves inputs that outputs overlap. Once for each run, before anything is written. */
  void saveInputs(MessageRanges ranges) {
    for (int i = 0; i < count; i++) {
      groups.get(i).saveInput(memory, ranges);
    }
  }

  void clear() {
    count = 0;
    latest = none;
  }
}
