package org.ecall.cli.call;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.ecall.cli.StatusLine;

/** One line on a terminal that tells how the call is going, and is gone when it is over. */
final class ProgressLine implements Conversation.Progress, AutoCloseable {

  private final StatusLine line;
  private final long mediaNanos;

  ProgressLine(PrintWriter terminal, long mediaNanos) {
    line = new StatusLine(terminal);
    this.mediaNanos = mediaNanos;
  }

  @Override
  public void show(long nanos, List<OneWay> ways) {
    line.show(
        String.format(
            Locale.ROOT,
            "%5.1f of %.1f s   sent %,d   opened %,d   refused %,d",
            seconds(Math.min(nanos, mediaNanos)),
            seconds(mediaNanos),
            ways.stream().mapToLong(way -> way.counts().sentFrames.get()).sum(),
            ways.stream().mapToLong(way -> way.counts().openedFrames.get()).sum(),
            ways.stream().mapToLong(way -> way.counts().refusedFrames.get()).sum()));
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public void close() {
    line.close();
  }
}
