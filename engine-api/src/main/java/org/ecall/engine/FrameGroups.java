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

  /** Accepts no frame. */
  private final G none;

  /** The group that the next frame may belong to. */
  private G latest;

  private int count;

  /** Numbers of its memory; it need not be in use any more. */
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

  /** The group of the latest frame. */
  G latest() {
    return latest;
  }

  /** Whether the next frame can be added to the latest group, if it needs no scratch buffer. */
  boolean accepts(O by, Object in, Object out) {
    return latest.accepts(by, in, out);
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
    latest = group;
    return group;
  }

  /** The next frame does not follow those that are here: it begins a group. */
  @SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
  void interrupt() {
    if (latest != none) {
      latest = none;
    }
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
