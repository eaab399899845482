package org.ecall.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallThreadsTest {

  private final CallThreads threads = new CallThreads();

  @Test
  void repeatedWorkGoesOnUntilTheStop() throws Exception {
    AtomicInteger steps = new AtomicInteger();
    CountDownLatch several = new CountDownLatch(5);
    threads.repeat(
        "works",
        () -> {
          steps.incrementAndGet();
          several.countDown();
        });
    several.await();
    threads.stop();
    int atStop = steps.get();
    assertThat(steps.get()).isEqualTo(atStop);
    assertThat(threads.failed()).isFalse();
  }

  @Test
  void firstErrorStopsAllAndIsThrown() throws Exception {
    threads.once("sleeps", () -> TimeUnit.HOURS.sleep(1));
    threads.repeat("works", () -> {});
    Thread failing =
        threads.once(
            "fails",
            () -> {
              throw new IOException("disk full");
            });
    failing.join();
    assertThat(threads.failed()).isTrue();
    // Also one that begins after the failure.
    threads.once("sleeps too", () -> TimeUnit.HOURS.sleep(1));
    assertThatExceptionOfType(IOException.class).isThrownBy(threads::stop).withMessage("disk full");
  }

  @Test
  void errorsOfAllKindsAreThrownAsTheyAre() {
    for (Throwable e :
        new Throwable[] {
          new IllegalStateException("x"), new StackOverflowError(), new InterruptedException()
        }) {
      CallThreads failing = new CallThreads();
      failing.fail(e);
      assertThatThrownBy(failing::stop).isSameAs(e);
    }
  }

  @Test
  void failureFromOutsideEndsWaitingThreads() {
    threads.once("sleeps", () -> TimeUnit.HOURS.sleep(1));
    threads.fail(new IllegalStateException("the display broke"));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(threads::stop)
        .withMessage("the display broke");
  }
}
