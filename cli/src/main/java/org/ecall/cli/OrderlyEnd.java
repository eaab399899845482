package org.ecall.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While this is open, Ctrl-C interrupts the thread that opened it, and the process waits a moment
 * for it to be closed: an interrupted command leaves no more behind than one that failed.
 */
public final class OrderlyEnd implements AutoCloseable {

  private static final long MOST_SECONDS = 5;

  private final CountDownLatch over = new CountDownLatch(1);
  private final String command;
  private final Thread hook;

  /**
   * Begins to listen.
   *
   * @param command what to call itself in an error
   */
  public OrderlyEnd(String command) {
    this.command = command;
    Thread caller = Thread.currentThread();
    hook = new Thread(() -> end(caller), "ends the command");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(Thread caller) {
    caller.interrupt();
    try {
      boolean inTime = over.await(MOST_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println(command + ": could not clean up in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook is at work, and was waiting for this.
    }
  }
}
