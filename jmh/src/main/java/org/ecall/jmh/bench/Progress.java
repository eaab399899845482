package org.ecall.jmh.bench;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says how far long work is: one line that changes on a terminal, plain lines elsewhere. */
public final class Progress {

  private static final String ERASE_LINE = "\r\u001b[K";
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintWriter err;
  private final boolean terminal;
  private final int total;
  private final long startNanos = System.nanoTime();
  private int done;

  /**
   * Starts the clock.
   *
   * @param err takes the lines
   * @param terminal whether a line can change
   * @param total how many steps there are
   */
  Progress(PrintWriter err, boolean terminal, int total) {
    this.err = err;
    this.terminal = terminal;
    this.total = total;
  }

  /**
   * Starts the clock; whether a person is there to see a line change is found out.
   *
   * @param err takes the lines
   * @param total how many steps there are
   * @return the display
   */
  @SuppressWarnings("SystemConsoleNull") // without a terminal it can be null again since JDK 25
  public static Progress start(PrintWriter err, int total) {
    Console console = System.console();
    return new Progress(err, console != null && console.isTerminal(), total);
  }

  void measuring(int round, Part part) {
    if (terminal) {
      show("round " + round + ", " + part);
    }
  }

  void measured(int round, Part part, String outcome) {
    done++;
    if (!terminal) {
      err.println(position() + " round " + round + ", " + part + ": " + outcome);
    }
  }

  void failed(Part part, String reason) {
    erase();
    err.println("failed: " + part + ": " + reason);
  }

  private void show(String what) {
    err.print(ERASE_LINE + position() + " " + what);
    err.flush();
  }

  /** How many are done, how many are left, how long that takes. */
  private String position() {
    double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    String left =
        done == 0 ? "" : ", " + format(Math.round(seconds / done * (total - done))) + " to go";
    return String.format(
        Locale.ROOT, "[%d of %d, %s%s]", done, total, format(Math.round(seconds)), left);
  }

  /** Seconds as people read them on a clock. */
  static String format(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }

  /** Removes the line that changes. */
  void erase() {
    if (terminal) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }
}
