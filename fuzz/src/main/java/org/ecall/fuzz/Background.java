package org.ecall.fuzz;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A second thread for targets, always the same; what it finds is thrown in the first. */
final class Background {

  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            var thread = new Thread(task, "fuzz-background");
            thread.setDaemon(true);
            return thread;
          });

  private Background() {}

  /** What the thread was given. */
  static final class Work {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable thrown;

    boolean runs() {
      return ended.getCount() != 0;
    }

    void await() {
      boolean interrupted = false;
      while (runs()) {
        try {
          ended.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable found = thrown;
      if (found != null) {
        throw new AssertionError(String.valueOf(found.getMessage()), found);
      }
    }
  }

  static Work start(Runnable task) {
    var work = new Work();
    THREAD.execute(
        () -> {
          try {
            task.run();
          } catch (Throwable t) {
            work.thrown = t;
          } finally {
            work.ended.countDown();
          }
        });
    return work;
  }

  static void run(Runnable task) {
    start(task).await();
  }
}
