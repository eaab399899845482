package org.ecall.jmh.report;

import java.util.List;
import java.util.Locale;

/**
 * A table; all its texts are plain, and escaped by whoever writes them.
 *
 * @param caption what it shows
 * @param headings of the columns, the first one that of the rows' names
 * @param rows from top to bottom
 */
record Table(String caption, List<String> headings, List<Line> rows) {

  /** A row: its name and the cells. */
  record Line(String name, List<Cell> cells) {}

  /** What a cell is about; a colour tells it, but never alone. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD,
    WEAK;

    /** The class in the page's style sheet. */
    String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A text and what it is about. */
  record Cell(String text, Tone tone) {

    static Cell plain(String text) {
      return new Cell(text, Tone.PLAIN);
    }

    static Cell absent() {
      return new Cell("–", Tone.WEAK);
    }
  }

  Table {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
  }

  /** Whether there is a caption to write. */
  boolean hasCaption() {
    return !caption.isEmpty();
  }

  /** Headings of the cells. */
  List<String> otherHeadings() {
    return headings.subList(1, headings.size());
  }
}
