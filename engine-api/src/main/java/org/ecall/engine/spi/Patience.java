package org.ecall.engine.spi;

import java.util.concurrent.locks.LockSupport;

/** How a thread waits for another one to finish with a frame: spinning at first, then sleeping. */
public final class Patience {

  private static final int SPINS = 200;
  private static final long NAP_NANOS = 20_000;

  private Patience() {}

  /**
   * Waits a little.
   *
   * @param attempt how often the caller has waited already, from 0
   * @return {@code attempt + 1}
   */
  public static int pause(int attempt) {
    if (attempt < SPINS) {
      Thread.onSpinWait();
    } else {
      // The other thread may have been taken off the processor in the middle of a frame.
      LockSupport.parkNanos(NAP_NANOS);
    }
    return attempt + 1;
  }
}
