package org.ecall.cli.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.ecall.engine.OpenStatus;
import org.jspecify.annotations.Nullable;

/** How many frames came to what. Thread-safe. */
final class Tally {

  /** Stands for the exception that a closed opener throws. */
  private static final String CLOSED = "CLOSED";

  final LongAdder sealed = new LongAdder();
  final LongAdder opened = new LongAdder();
  final LongAdder refused = new LongAdder();

  /** Frames for a room that was closed so long ago that nobody is there. */
  final LongAdder gone = new LongAdder();

  private final Outcomes genuine = new Outcomes();
  private final Outcomes forged = new Outcomes();

  private static final class Outcomes {
    final Map<OpenStatus, LongAdder> byStatus = new EnumMap<>(OpenStatus.class);
    final LongAdder closed = new LongAdder();

    Outcomes() {
      for (OpenStatus status : OpenStatus.values()) {
        byStatus.put(status, new LongAdder());
      }
    }

    LongAdder of(@Nullable OpenStatus status) {
      return status == null ? closed : byStatus.getOrDefault(status, closed);
    }

    Map<String, Long> refusals() {
      Map<String, Long> counts = new TreeMap<>();
      byStatus.forEach((status, count) -> put(counts, status.name(), count));
      put(counts, CLOSED, closed);
      counts.remove(OpenStatus.OPENED.name());
      return counts;
    }

    private static void put(Map<String, Long> counts, String name, LongAdder count) {
      if (count.sum() > 0) {
        counts.put(name, count.sum());
      }
    }
  }

  /**
   * Counts an answer.
   *
   * @param status null if the opener was closed
   */
  void count(boolean isGenuine, @Nullable OpenStatus status) {
    (status == OpenStatus.OPENED ? opened : refused).increment();
    (isGenuine ? genuine : forged).of(status).increment();
  }

  /** Genuine frames that did not open, by the reason. */
  Map<String, Long> genuineRefused() {
    return genuine.refusals();
  }

  /** All others that did not open, by the reason. */
  Map<String, Long> forgedRefused() {
    return forged.refusals();
  }
}
