package org.ecall.cli.conform;

import java.io.Console;
import java.io.PrintWriter;

/** One line on a terminal that says how far long work is, and is gone when it is done. */
final class Progress {

  private static final int EVERY_TESTS = 512;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean shown;

  private Progress(PrintWriter err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /** Shows progress if a person is there to see it. */
  @SuppressWarnings("SystemConsoleNull") // without a terminal it can be null again since JDK 25
  static Progress onTerminal(PrintWriter err) {
    Console console = System.console();
    return new Progress(err, console != null && console.isTerminal());
  }

  void at(VectorFile file, Target target, int test) {
    if (shown && test % EVERY_TESTS == 0) {
      show(file.path() + " on " + target.name() + ": " + test + " of " + file.tests().size());
    }
  }

  private void show(String line) {
    err.print(ERASE_LINE + line);
    err.flush();
  }

  void clear() {
    if (shown) {
      show("");
    }
  }
}
