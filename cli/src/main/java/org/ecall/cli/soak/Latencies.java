package org.ecall.cli.soak;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.ecall.cli.Nanos;

/** Times of one operation, recorded by each thread for itself. */
final class Latencies {

  private static final long LONGEST_NANOS = 10_000_000_000L;
  private static final int DIGITS = 3;

  private final List<SingleWriterRecorder> recorders = new CopyOnWriteArrayList<>();

  /** Where one thread puts its times. */
  static final class OfThread {
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(LONGEST_NANOS, DIGITS);

    void add(long nanos) {
      recorder.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }
  }

  OfThread newThread() {
    OfThread thread = new OfThread();
    recorders.add(thread.recorder);
    return thread;
  }

  /** What all have recorded; once only. */
  Nanos total() {
    Histogram total = new Histogram(LONGEST_NANOS, DIGITS);
    recorders.forEach(recorder -> total.add(recorder.getIntervalHistogram()));
    return Nanos.of(total);
  }
}
