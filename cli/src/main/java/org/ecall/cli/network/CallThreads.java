package org.ecall.cli.network;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads of a call: the first that fails stops all, and its error is the call's. */
public final class CallThreads {

  /** What a thread does over and over until it is told to stop. */
  public interface Work {
    void step() throws IOException, InterruptedException;
  }

  /** What a thread does once. */
  public interface Task {
    void run() throws IOException, InterruptedException;
  }

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopping;

  /** Starts a thread that works until {@link #stop}. */
  public void repeat(String name, Work work) {
    once(
        name,
        () -> {
          while (!stopping) {
            work.step();
          }
        });
  }

  /** Starts a thread that does something once. */
  public Thread once(String name, Task task) {
    Thread thread =
        Thread.ofPlatform()
            .name(name)
            .daemon()
            .unstarted(
                () -> {
                  try {
                    task.run();
                  } catch (IOException | InterruptedException | RuntimeException | Error e) {
                    fail(e);
                  }
                });
    threads.add(thread);
    thread.start();
    if (failed()) {
      thread.interrupt();
    }
    return thread;
  }

  /** Stops all at once; the first error counts. */
  public void fail(Throwable e) {
    if (failure.compareAndSet(null, e)) {
      stopping = true;
      threads.forEach(Thread::interrupt);
    }
  }

  /** Whether a thread has failed. */
  public boolean failed() {
    return failure.get() != null;
  }

  /** Ends the repeating threads, waits for all, and throws what the first failed one threw. */
  public void stop() throws IOException, InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join();
    }
    switch (failure.get()) {
      case null -> {}
      case IOException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
