package org.ecall.engine;

import java.util.function.LongSupplier;

/**
 * How long superseded receive keys can still be used (PROTOCOL §5).
 *
 * @param endNanos when it ends, on the clock
 * @param nanoClock the embedder's; it may wrap
 */
record GracePeriod(long endNanos, LongSupplier nanoClock) {

  /** A period that begins now. */
  static GracePeriod begin(EngineOptions options) {
    LongSupplier clock = options.nanoClock();
    return new GracePeriod(clock.getAsLong() + options.gracePeriod().toNanos(), clock);
  }

  boolean over() {
    return nanoClock.getAsLong() - endNanos >= 0;
  }
}
