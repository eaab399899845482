package org.ecall.engine.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanePoolTest {

  /** Objects that a pool keeps. */
  private static final int SLOTS = 8;

  private final AtomicInteger made = new AtomicInteger();
  private final Set<Thing> disposed = ConcurrentHashMap.newKeySet();
  private final LanePool<Thing> pool =
      new LanePool<>(() -> new Thing(made.incrementAndGet()), disposed::add);

  @Test
  void aThreadGetsWhatItHadBefore() {
    for (int i = 0; i < 100; i++) {
      LanePool.Lane<Thing> lane = pool.take();
      assertThat(lane.object().number).isEqualTo(1);
      pool.give(lane);
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whatIsLentIsNotLentAgain() {
    List<LanePool.Lane<Thing>> lanes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lanes.add(pool.take());
    }
    assertThat(lanes.stream().map(LanePool.Lane::object)).doesNotHaveDuplicates();
    lanes.forEach(pool::give);
    assertThat(disposed).as("those beyond the slots are not kept").hasSize(40 - SLOTS);
    pool.close();
    assertThat(disposed).hasSize(40);
  }

  @Test
  void whatIsDiscardedIsDisposedOfAndReplaced() {
    LanePool.Lane<Thing> lane = pool.take();
    pool.discard(lane);
    assertThat(disposed).containsExactly(lane.object());
    LanePool.Lane<Thing> next = pool.take();
    assertThat(next.object()).isNotSameAs(lane.object());
    pool.give(next);
  }

  @Test
  void afterCloseNothingIsLent() {
    pool.give(pool.take());
    pool.close();
    pool.close();
    assertThat(disposed).hasSize(1);
    assertThatExceptionOfType(KeyClosedException.class).isThrownBy(pool::take);
    assertThat(made).hasValue(1);
  }

  @Test
  void closeWaitsForWhatIsLent() throws InterruptedException {
    for (int lent : new int[] {1, SLOTS, SLOTS + 1}) {
      LanePool<Thing> own = new LanePool<>(() -> new Thing(0), disposed::add);
      List<LanePool.Lane<Thing>> lanes = new ArrayList<>();
      for (int i = 0; i < lent; i++) {
        lanes.add(own.take());
      }
      Thread closer = Thread.ofPlatform().start(own::close);
      assertThat(closer.join(Duration.ofMillis(100))).isFalse();
      lanes.forEach(own::give);
      closer.join();
    }
    assertThat(disposed).hasSize(1 + SLOTS + SLOTS + 1);
  }

  @Test
  void aFactoryThatFailsLeavesThePoolAsItWas() {
    AtomicBoolean fails = new AtomicBoolean(true);
    LanePool<Thing> own =
        new LanePool<>(
            () -> {
              if (fails.get()) {
                throw new IllegalStateException("no");
              }
              return new Thing(7);
            });
    assertThatIllegalStateException().isThrownBy(own::take);
    fails.set(false);
    List<LanePool.Lane<Thing>> lanes = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      lanes.add(own.take());
    }
    fails.set(true);
    assertThatIllegalStateException().isThrownBy(own::take);
    lanes.forEach(own::give);
    own.close();
  }

  /** Threads that never pause must not keep the pool from being closed. */
  @Test
  void closeEndsAmongBusyThreads() throws InterruptedException {
    int count = 24;
    CountDownLatch running = new CountDownLatch(count);
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofPlatform().daemon().start(() -> useUntilClosed(running, wrong)));
    }
    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
    pool.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).hasValue(0);
    assertThat(disposed).hasSize(made.get());
  }

  private void useUntilClosed(CountDownLatch running, AtomicInteger wrong) {
    boolean counted = false;
    try {
      while (true) {
        LanePool.Lane<Thing> lane = pool.take();
        if (!lane.object().used.compareAndSet(false, true) || disposed.contains(lane.object())) {
          wrong.incrementAndGet();
        }
        Thread.onSpinWait();
        lane.object().used.set(false);
        pool.give(lane);
        if (!counted) {
          counted = true;
          running.countDown();
        }
      }
    } catch (KeyClosedException e) {
      // The end of this thread's work.
    }
  }

  /** Something that one thread at a time may use. */
  private static final class Thing {
    private final int number;
    private final AtomicBoolean used = new AtomicBoolean();

    private Thing(int number) {
      this.number = number;
    }
  }
}
