package org.ecall.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.ecall.cli.network.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallClockTest {

  private static final long MOST_AHEAD = TimeUnit.MILLISECONDS.toNanos(500);

  private final CallClock clock = new CallClock.MediaTime();

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Neither thread ever sees the other one behind by more than the bound, nor time go back. */
  @Test
  void noSideRunsAhead() throws InterruptedException {
    AtomicLong[] reached = {new AtomicLong(), new AtomicLong()};
    AtomicReference<String> wrong = new AtomicReference<>();
    Thread[] sides = new Thread[2];
    for (Side side : Side.values()) {
      long step = millis(side == Side.CALLER ? 20 : 33);
      sides[side.index()] = Thread.ofPlatform().start(() -> play(side, step, reached, wrong));
    }
    for (Thread side : sides) {
      side.join();
    }
    assertThat(wrong.get()).isNull();
    assertThat(clock.nanos()).isGreaterThanOrEqualTo(millis(9_950));
  }

  private void play(Side side, long step, AtomicLong[] reached, AtomicReference<String> wrong) {
    try {
      long last = 0;
      for (long due = 0; due < millis(10_000); due += step) {
        reached[side.index()].set(due);
        clock.awaitTurn(side, due);
        long ahead = due - reached[side.other().index()].get();
        long now = clock.nanos();
        if (ahead > MOST_AHEAD || now < last) {
          wrong.set(side + " at " + due + " is ahead by " + ahead + ", time " + now);
        }
        last = now;
      }
    } catch (InterruptedException e) {
      wrong.set("interrupted");
    } finally {
      reached[side.index()].set(Long.MAX_VALUE / 2);
      clock.finished(side);
    }
  }

  @Test
  void timeIsThatOfTheSlowerSide() throws InterruptedException {
    assertThat(clock.nanos()).isZero();
    clock.awaitTurn(Side.CALLER, millis(500));
    assertThat(clock.nanos()).isZero();
    clock.awaitTurn(Side.CALLEE, millis(300));
    assertThat(clock.nanos()).isEqualTo(millis(300));
    clock.awaitTurn(Side.CALLEE, millis(100));
    assertThat(clock.nanos()).isEqualTo(millis(300));
  }

  @Test
  void finishedSideHoldsNobodyUp() throws InterruptedException {
    clock.finished(Side.CALLEE);
    clock.awaitTurn(Side.CALLER, millis(3_600_000));
    assertThat(clock.nanos()).isEqualTo(millis(3_600_000));
    clock.finished(Side.CALLER);
    assertThat(clock.nanos()).isEqualTo(millis(3_600_000));
  }

  @Test
  void sideThatWaitsGoesOnWhenTheOtherFinishes() throws InterruptedException {
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    clock.awaitTurn(Side.CALLER, millis(5_000));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    awaitState(waiting, Thread.State.WAITING);
    clock.finished(Side.CALLEE);
    waiting.join();
    assertThat(clock.nanos()).isEqualTo(millis(5_000));
  }

  @Test
  void waitingEndsWithAnInterrupt() throws InterruptedException {
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    clock.awaitTurn(Side.CALLER, millis(5_000));
                  } catch (InterruptedException e) {
                    ended.set(e);
                  }
                });
    awaitState(waiting, Thread.State.WAITING);
    waiting.interrupt();
    waiting.join();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void realTimeWaitsUntilAFrameIsDue() throws InterruptedException {
    CallClock real = new CallClock.RealTime();
    real.begin();
    real.awaitTurn(Side.CALLER, millis(20));
    assertThat(real.nanos()).isGreaterThanOrEqualTo(millis(20));
    real.awaitTurn(Side.CALLEE, -1);
  }

  private static void awaitState(Thread thread, Thread.State state) throws InterruptedException {
    while (thread.getState() != state) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
