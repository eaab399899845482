package org.ecall.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs something on several threads that start as nearly at once as can be. */
public final class Together {

  /** Only so that a deadlock ends the build; nothing here depends on time. */
  private static final int STUCK_AFTER_SECONDS = 120;

  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

  private Together() {}

  /**
   * What one of the threads does.
   *
   * @param <T> its result
   */
  public interface Task<T> {
    /** Runs as thread number {@code thread}. */
    T run(int thread) throws Exception;
  }

  /** What one of the threads does, without a result. */
  public interface Action {
    /** Runs as thread number {@code thread}. */
    void run(int thread) throws Exception;
  }

  /** Runs an action on every thread; fails if one of them does. */
  public static void run(int threads, Action action) {
    call(
        threads,
        thread -> {
          action.run(thread);
          return thread;
        });
  }

  /** Runs a task on every thread; the results are in the order of the threads. */
  public static <T> List<T> call(int threads, Task<T> task) {
    var start = new CyclicBarrier(threads);
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      running.add(
          POOL.submit(
              () -> {
                start.await();
                return task.run(thread);
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : running) {
      results.add(resultOf(future));
    }
    return results;
  }

  private static <T> T resultOf(Future<T> future) {
    try {
      return future.get(STUCK_AFTER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("a thread is stuck", e);
    }
  }
}
