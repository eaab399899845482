package org.ecall.cli;

import java.io.Console;
import java.io.PrintWriter;

/** One line on a terminal that tells how long work is going, and is gone when it is over. */
public final class StatusLine implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter terminal;

  /**
   * Creates an empty line.
   *
   * @param terminal what {@link #onTerminal} says is one
   */
  public StatusLine(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /**
   * Whether somebody is there to see it.
   *
   * @return whether standard input and output are a terminal
   */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 has gone back to null where there is no terminal
  public static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /**
   * Replaces what the line says.
   *
   * @param text without line breaks
   */
  public void show(String text) {
    terminal.print(CLEAR_LINE + text);
    terminal.flush();
  }

  @Override
  public void close() {
    show("");
  }
}
