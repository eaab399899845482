package org.ecall.cli.soak;

import java.util.Locale;
import org.ecall.cli.StatusLine;

/** Shows how a soak is going on one line. */
final class SoakProgress implements SoakRun.Progress {

  private static final double REFRESH_SECONDS = 1;

  private final StatusLine line;
  private double shownAt;
  private long sealedThen;

  SoakProgress(StatusLine line) {
    this.line = line;
  }

  @Override
  public void show(double secondsLeft, double secondsGone, Tally tally, long violations) {
    double since = secondsGone - shownAt;
    if (since < REFRESH_SECONDS) {
      return;
    }
    long sealed = tally.sealed.sum();
    line.show(
        String.format(
            Locale.ROOT,
            "%s left   %,.0f frames/s   opened %,d   refused %,d   wrong %d   %s",
            time(secondsLeft),
            (sealed - sealedThen) / since,
            tally.opened.sum(),
            tally.refused.sum(),
            violations,
            resident()));
    shownAt = secondsGone;
    sealedThen = sealed;
  }

  private static String time(double seconds) {
    long whole = (long) seconds;
    return "%d:%02d".formatted(whole / 60, whole % 60);
  }

  private static String resident() {
    long bytes = ProcessMemory.residentBytes();
    return bytes == MemorySample.UNKNOWN
        ? ""
        : String.format(Locale.ROOT, "%,.0f MiB", MemoryRule.mebibytes(bytes));
  }
}
