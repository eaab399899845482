package org.ecall.cli.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.ecall.engine.OpenStatus;

/**
 * What one direction of the call has come to: its sender writes one half, its receiver the other.
 * Counters may be read while the call runs, histograms only after it.
 */
final class DirectionCounts {

  private static final long LONGEST_NANOS = 10_000_000_000L;
  private static final int DIGITS = 3;

  final AtomicLong sentFrames = new AtomicLong();
  final AtomicLong openedFrames = new AtomicLong();
  final AtomicLong refusedFrames = new AtomicLong();
  final Map<OpenStatus, Long> refusals = new EnumMap<>(OpenStatus.class);
  final Histogram sealNanos = new Histogram(LONGEST_NANOS, DIGITS);
  final Histogram openNanos = new Histogram(LONGEST_NANOS, DIGITS);

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
  }
}
