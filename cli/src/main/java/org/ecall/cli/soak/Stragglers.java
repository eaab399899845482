package org.ecall.cli.soak;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.ecall.cli.network.Reassembler.SealedFrame;
import org.jspecify.annotations.Nullable;

/**
 * Frames that an opener is asked for by another thread than the one that received them: at once,
 * and so perhaps by both at the same time, or long after. Thread-safe.
 */
final class Stragglers {

  private static final int MOST_WAITING = 4_096;

  private record Straggler(SealedFrame frame, long dueNanos) implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  private final DelayQueue<Straggler> waiting = new DelayQueue<>();

  /** Takes a frame in, unless there are too many. */
  void add(SealedFrame frame, long delayNanos) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(new Straggler(frame, System.nanoTime() + delayNanos));
    }
  }

  /** A frame whose time has come, or null. */
  @Nullable SealedFrame poll() {
    Straggler straggler = waiting.poll();
    return straggler == null ? null : straggler.frame();
  }
}
