package org.ecall.cli.call;

import java.util.concurrent.TimeUnit;
import org.ecall.cli.network.Side;

/**
 * Time of the call in nanoseconds from its start. In real time it is the machine's; without pacing
 * it is that of the media, and no side runs ahead of the other by more than a moment.
 */
sealed interface CallClock {

  /** The call starts now. */
  void begin();

  /** Nanoseconds since the start; usable by any thread. */
  long nanos();

  /** Waits until a side may send the frame of a time, and tells that it is about to. */
  void awaitTurn(Side side, long dueNanos) throws InterruptedException;

  /** A side has sent all. */
  void finished(Side side);

  /** As fast as the media plays. */
  final class RealTime implements CallClock {

    private volatile long start = System.nanoTime();

    @Override
    public void begin() {
      start = System.nanoTime();
    }

    @Override
    public long nanos() {
      return System.nanoTime() - start;
    }

    @Override
    public void awaitTurn(Side side, long dueNanos) throws InterruptedException {
      TimeUnit.NANOSECONDS.sleep(dueNanos - nanos());
    }

    @Override
    public void finished(Side side) {
      // Time goes on by itself.
    }
  }

  /** As fast as the machine can. */
  final class MediaTime implements CallClock {

    private static final long MOST_AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final long[] due = new long[Side.values().length];
    private final boolean[] done = new boolean[due.length];

    @Override
    public void begin() {
      // Time begins with the first frames.
    }

    @Override
    public synchronized long nanos() {
      long latest = Math.max(due[0], due[1]);
      return Math.min(done[0] ? latest : due[0], done[1] ? latest : due[1]);
    }

    @Override
    public synchronized void awaitTurn(Side side, long dueNanos) throws InterruptedException {
      due[side.index()] = Math.max(due[side.index()], dueNanos);
      notifyAll();
      while (dueNanos - nanos() > MOST_AHEAD_NANOS) {
        wait();
      }
    }

    @Override
    public synchronized void finished(Side side) {
      done[side.index()] = true;
      notifyAll();
    }
  }
}
