package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.VarHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the class promises, and the guarantee of the JVM that it rests on. */
@Timeout(60)
class FrameSectionsTest {

  private static final long NANOS = 1_000_000_000;

  /** How long a thread stays inside, in turns of a loop. */
  private static final int TURNS = 2_000;

  /** One closing and one thread that enters at about the same time. */
  private static final class Round {
    volatile boolean closed;
    volatile boolean over;
  }

  private volatile Round current = new Round();

  /** Far more than caches hold: a store to it keeps those that follow it waiting. */
  private final long[] cold = new long[1 << 22];

  /**
   * A thread that does not find the flag set leaves before those who wait for it go on. Without the
   * handshake there are some violations in most runs on two processors.
   */
  @Test
  void nobodyIsInsideAfterwards() throws InterruptedException {
    assertThat(violations()).isZero();
  }

  /** How often the other thread was still inside although it had not seen the flag. */
  private long violations() throws InterruptedException {
    AtomicLong violations = new AtomicLong();
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  FrameSections.slot();
                  started.countDown();
                  Round last = current;
                  long at = 0;
                  while (!stop.getAcquire()) {
                    Round round = current;
                    if (!round.equals(last)) {
                      last = round;
                      at = at * 0x5851_f42d_4c95_7f2dL + 1;
                      cold[(int) (at >>> 42)] = at;
                      violations.addAndGet(enter(round) ? 1 : 0);
                    }
                  }
                });
    long end = System.nanoTime() + NANOS;
    started.await();
    for (int i = 0; System.nanoTime() - end < 0; i++) {
      Round round = new Round();
      current = round;
      for (int delay = i % 64; delay > 0; delay--) {
        VarHandle.acquireFence();
      }
      round.closed = true;
      FrameSections.awaitThoseInside();
      round.over = true;
    }
    stop.setRelease(true);
    other.join();
    return violations.get();
  }

  private static boolean enter(Round round) {
    long[] slot = FrameSections.slot();
    FrameSections.enter(slot);
    boolean violation = false;
    if (!round.closed) {
      for (int turn = 0; turn < TURNS && !violation; turn++) {
        violation = round.over;
      }
    }
    FrameSections.leave(slot);
    return violation;
  }

  @Test
  void waitsForThoseInside() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch mayLeave = new CountDownLatch(1);
    AtomicBoolean left = new AtomicBoolean();
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  long[] slot = FrameSections.slot();
                  FrameSections.enter(slot);
                  inside.countDown();
                  await(mayLeave);
                  left.set(true);
                  FrameSections.leave(slot);
                });
    inside.await();
    AtomicBoolean waited = new AtomicBoolean();
    Thread closer =
        Thread.ofPlatform()
            .start(
                () -> {
                  FrameSections.awaitThoseInside();
                  waited.set(left.get());
                });
    closer.join(50);
    assertThat(closer.isAlive()).isTrue();
    mayLeave.countDown();
    closer.join();
    other.join();
    assertThat(waited).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A thread that died inside, which a stack overflow could do, holds nobody up. */
  @Test
  void theDeadAreNotWaitedFor() throws InterruptedException {
    Thread thread = Thread.ofPlatform().start(() -> FrameSections.enter(FrameSections.slot()));
    thread.join();
    FrameSections.awaitThoseInside();
  }

  @Test
  void theThreadItselfIsNotWaitedFor() {
    long[] slot = FrameSections.slot();
    FrameSections.enter(slot);
    FrameSections.awaitThoseInside();
    FrameSections.enter(slot);
    FrameSections.leave(slot);
    assertThat(FrameSections.slot()).isSameAs(slot);
    assertThat(FrameSections.isMine(slot)).isTrue();
  }

  @Test
  void slotsGoWithTheirThreads() throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      Thread thread = Thread.ofPlatform().start(FrameSections::slot);
      thread.join(TimeUnit.SECONDS.toMillis(10));
    }
    assertThat(FrameSections.slots()).isLessThan(100);
  }
}
