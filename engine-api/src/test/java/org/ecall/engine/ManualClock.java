package org.ecall.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that stands still until it is told; it starts just before its numbers wrap. */
final class ManualClock implements LongSupplier {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);

  void advance(Duration time) {
    nanos.getAndAdd(time.toNanos());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }
}
