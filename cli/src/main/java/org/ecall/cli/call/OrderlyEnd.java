package org.ecall.cli.call;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While this is open, Ctrl-C interrupts the thread that opened it, and the process waits a moment
 * for it to be closed: an interrupted call leaves no more behind than one that failed.
 */
final class OrderlyEnd implements AutoCloseable {

  private static final long MOST_SECONDS = 5;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  OrderlyEnd() {
    Thread caller = Thread.currentThread();
    hook = new Thread(() -> end(caller), "ends the call");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(Thread caller) {
    caller.interrupt();
    try {
      boolean inTime = over.await(MOST_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("ecall call: could not clean up in time");
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
