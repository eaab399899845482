package org.ecall.cli;

import java.io.PrintWriter;

/** Text in 80 columns. */
final class Paragraphs {

  private static final int WIDTH = 80;

  private final PrintWriter out;

  Paragraphs(PrintWriter out) {
    this.out = out;
  }

  /**
   * Breaks lines between words and indents all but the first; a word that does not fit into a line
   * stays whole.
   */
  void print(String start, String text) {
    StringBuilder line = new StringBuilder(start);
    boolean first = true;
    for (String word : text.split(" ", -1)) {
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        out.println(line);
        line.setLength(0);
        line.repeat(' ', start.length());
        first = true;
      }
      line.append(first ? "" : " ").append(word);
      first = false;
    }
    out.println(line);
  }
}
