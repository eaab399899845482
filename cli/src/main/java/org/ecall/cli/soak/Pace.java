package org.ecall.cli.soak;

import java.util.concurrent.TimeUnit;

/** How often one thread does something. One thread at a time. */
final class Pace {

  /** Who is later than this does not try to make up for it. */
  private static final long MOST_BEHIND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So that whoever waits can be told to stop. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final long everyNanos;
  private long next = System.nanoTime();

  /**
   * Creates a pace.
   *
   * @param perSecond how often, or 0 for as often as it can
   */
  Pace(double perSecond) {
    everyNanos = perSecond == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
  }

  /** Waits a little for the next time; the answer is whether it has come. */
  boolean await() throws InterruptedException {
    if (everyNanos == 0) {
      return true;
    }
    long now = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(Math.min(next - now, LONGEST_WAIT_NANOS));
    if (next - now > LONGEST_WAIT_NANOS) {
      return false;
    }
    next = Math.max(next, now - MOST_BEHIND_NANOS) + everyNanos;
    return true;
  }
}
