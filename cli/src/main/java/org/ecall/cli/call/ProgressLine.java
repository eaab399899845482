package org.ecall.cli.call;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One line on a terminal that tells how the call is going, and is gone when it is over. */
final class ProgressLine implements Conversation.Progress, AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final long mediaNanos;

  ProgressLine(PrintWriter terminal, long mediaNanos) {
    this.terminal = terminal;
    this.mediaNanos = mediaNanos;
  }

  @Override
  public void show(long nanos, List<OneWay> ways) {
    terminal.printf(
        Locale.ROOT,
        "%s%5.1f of %.1f s   sent %,d   opened %,d   refused %,d",
        CLEAR_LINE,
        seconds(Math.min(nanos, mediaNanos)),
        seconds(mediaNanos),
        ways.stream().mapToLong(way -> way.counts().sentFrames.get()).sum(),
        ways.stream().mapToLong(way -> way.counts().openedFrames.get()).sum(),
        ways.stream().mapToLong(way -> way.counts().refusedFrames.get()).sum());
    terminal.flush();
  }

  private static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public void close() {
    terminal.print(CLEAR_LINE);
    terminal.flush();
  }
}
