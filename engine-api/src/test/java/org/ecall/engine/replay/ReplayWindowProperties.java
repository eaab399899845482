package org.ecall.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.ecall.engine.Unsigned64;
import org.ecall.engine.replay.ReplayWindow.Verdict;

class ReplayWindowProperties {

  /** An arrival: how far from the highest counter so far, and whether its frame is authentic. */
  record Arrival(long distance, boolean authentic) {}

  /** The window as a set that forgets nothing; what is older is told from the highest alone. */
  private static final class Model {
    private final int windowFrames;
    private final TreeSet<Long> seen = new TreeSet<>(Comparator.comparing(Model::ordered));

    Model(int windowFrames) {
      this.windowFrames = windowFrames;
    }

    private static Long ordered(long unsigned) {
      return unsigned + Long.MIN_VALUE;
    }

    Verdict check(long ctr) {
      if (seen.contains(ctr)) {
        return tooOld(ctr) ? Verdict.TOO_OLD : Verdict.SEEN;
      }
      return tooOld(ctr) ? Verdict.TOO_OLD : Verdict.FRESH;
    }

    private boolean tooOld(long ctr) {
      return !seen.isEmpty()
          && Long.compareUnsigned(ctr, seen.last()) < 0
          && Long.compareUnsigned(seen.last() - ctr, windowFrames) >= 0;
    }
  }

  @Provide
  Arbitrary<Integer> windows() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of(64, 65, 100, 127, 128, 1_024, 65_535, 65_536)),
        Tuple.of(1, Arbitraries.integers().between(64, 2_000)));
  }

  @Provide
  Arbitrary<Long> u64() {
    return Unsigned64.any();
  }

  /** Distances in terms of the window, so that its edges are met whatever its size. */
  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    Arbitrary<Long> distances =
        Arbitraries.oneOf(
            Arbitraries.longs().between(-70, 70),
            Arbitraries.longs().between(-3, 3).map(near -> near + WINDOW),
            Arbitraries.longs().between(-3, 3).map(near -> near - WINDOW),
            Arbitraries.longs().between(-3, 3).map(near -> near + 2 * WINDOW),
            Arbitraries.longs().between(0, 200).map(back -> back + RING),
            Unsigned64.any());
    return Combinators.combine(distances, Arbitraries.of(true, true, true, false))
        .as(Arrival::new)
        .list()
        .ofMaxSize(150)
        .withoutEdgeCases();
  }

  /** Stand for the size of the window and of its ring until they are known. */
  private static final long WINDOW = 1L << 40;

  private static final long RING = 1L << 50;

  private static long resolve(long distance, int windowFrames) {
    int ring = windowFrames <= 64 ? 64 : Integer.highestOneBit(windowFrames - 1) << 1;
    for (long unit : new long[] {2 * WINDOW, WINDOW, -WINDOW, RING}) {
      if (Math.abs(distance - unit) <= 200) {
        long frames = unit == RING ? ring : unit / WINDOW * windowFrames;
        return frames + distance - unit;
      }
    }
    return distance;
  }

  @Property
  @Label("R6-6: \"Counters are unsigned 64-bit numbers\", and the window says what a set would say")
  void agreesWithASet(
      @ForAll("windows") int windowFrames,
      @ForAll("u64") long first,
      @ForAll("arrivals") List<Arrival> arrivals) {
    var window = new ReplayWindow(windowFrames);
    var model = new Model(windowFrames);
    long highest = first;
    for (Arrival arrival : arrivals) {
      long ctr = highest + resolve(arrival.distance(), windowFrames);
      Verdict expected = model.check(ctr);
      assertThat(window.check(ctr)).isEqualTo(expected);
      assertThat(window.check(ctr)).as("looking up changes nothing").isEqualTo(expected);
      if (expected == Verdict.FRESH && arrival.authentic()) {
        window.markSeen(ctr);
        model.seen.add(ctr);
        highest = model.seen.last();
      }
    }
    assertThat(window.started()).isEqualTo(!model.seen.isEmpty());
    for (long ctr : model.seen) {
      assertThat(window.check(ctr)).isNotEqualTo(Verdict.FRESH);
    }
  }

  @Property(tries = 200)
  @Label(
      "R6-6: \"A jump of a window or more clears it.\" One of less forgets nothing that it covers")
  void everyCounterOfTheWindowIsRightAfterAJump(
      @ForAll("windows") int windowFrames, @ForAll("u64") long first, @ForAll int jumpSeed) {
    int jump = 1 + Math.floorMod(jumpSeed, 2 * windowFrames);
    var window = new ReplayWindow(windowFrames);
    window.markSeen(first);
    long highest = first + jump;
    if (Long.compareUnsigned(highest, first) < 0) {
      return;
    }
    window.markSeen(highest);
    for (int back = 0; back < windowFrames; back++) {
      long ctr = highest - back;
      if (Long.compareUnsigned(ctr, highest) <= 0) {
        boolean marked = back == 0 || ctr == first;
        assertThat(window.check(ctr)).isEqualTo(marked ? Verdict.SEEN : Verdict.FRESH);
      }
    }
  }
}
