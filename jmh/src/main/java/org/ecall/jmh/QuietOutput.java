package org.ecall.jmh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JMH's output without what nobody needs to read: a JVM's warning that the module of vectors is
 * young, and facts that are stored as if they were numbers. Lines are passed on as they grow, as
 * soon as it is clear that they are none of these.
 */
final class QuietOutput extends OutputStream {

  /** Byte by byte: what arrives may end within a character. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final String FACT = new String("·".getBytes(StandardCharsets.UTF_8), BYTES);
  private static final List<String> DROPPED =
      List.of("WARNING: Using incubator modules: jdk.incubator.vector", FACT);
  private static final String TABLE = "Benchmark ";
  private static final int COLUMN_GAP = 2;

  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> table = new ArrayList<>();
  private boolean passing;

  /** Passes on to a stream, which stays open. */
  QuietOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    if (passing) {
      out.write(b);
      passing = b != '\n';
      return;
    }
    line.write(b);
    String text = line.toString(BYTES);
    if (b == '\n') {
      line.reset();
      endLine(text.stripTrailing());
    } else if (table.isEmpty() && !couldMatter(text.stripLeading())) {
      line.writeTo(out);
      line.reset();
      passing = true;
    }
  }

  /** Whether a line that starts like this may yet be one to drop, or the head of the table. */
  private static boolean couldMatter(String start) {
    return isPrefix(start, TABLE) || DROPPED.stream().anyMatch(text -> isPrefix(start, text));
  }

  private static boolean isPrefix(String start, String text) {
    return text.startsWith(start) || start.startsWith(text);
  }

  private void endLine(String text) throws IOException {
    if (table.isEmpty() && !text.startsWith(TABLE)) {
      if (DROPPED.stream().noneMatch(text.stripLeading()::startsWith)) {
        print(text);
      }
    } else if (text.isEmpty()) {
      printTable();
      print(text);
    } else if (!text.contains(":" + FACT)) {
      table.add(text);
    }
  }

  private void print(String text) throws IOException {
    out.write((text + System.lineSeparator()).getBytes(BYTES));
  }

  /** JMH has set the first column as wide as the longest fact. */
  private void printTable() throws IOException {
    int width = table.stream().mapToInt(row -> row.indexOf(' ')).max().orElse(0);
    int gap =
        table.stream().mapToInt(row -> gapEnd(row) - width).min().orElse(COLUMN_GAP) - COLUMN_GAP;
    for (String row : table) {
      print(gap > 0 ? row.substring(0, width) + row.substring(width + gap) : row);
    }
    table.clear();
  }

  private static int gapEnd(String row) {
    int at = row.indexOf(' ');
    while (at >= 0 && at < row.length() && row.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Passes on what was held back. */
  void finish() throws IOException {
    if (line.size() > 0) {
      endLine(line.toString(BYTES));
      line.reset();
    }
    printTable();
    out.flush();
  }
}
