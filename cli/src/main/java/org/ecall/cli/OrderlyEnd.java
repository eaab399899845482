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
  private volatile boolean ending;

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
    ending = true;
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

  /**
   * What the command ends with. After Ctrl-C the JVM would end with the status of the signal
   * instead, whatever the command says; so it ends here and now.
   *
   * @param status of the command, whose output has been written
   * @return the same
   */
  public int status(int status) {
    if (ending) {
      Runtime.getRuntime().halt(status);
    }
    return status;
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
