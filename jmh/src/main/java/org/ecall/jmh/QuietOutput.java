package org.ecall.jmh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * JMH's output without what nobody needs to read: a JVM's warning that the module of vectors is
 * young, facts that are stored as if they were numbers, and the columns that they have widened.
 * Lines are passed on as they grow, as soon as it is clear that nothing is to be done to them.
 */
final class QuietOutput extends OutputStream {

  /** Byte by byte: what arrives may end within a character. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final String FACT = new String("·".getBytes(StandardCharsets.UTF_8), BYTES);
  private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";
  private static final String SECONDARY = "Secondary result ";
  private static final String TABLE = "Benchmark ";
  private static final List<String> LINES = List.of(WARNING, SECONDARY, TABLE, FACT);

  /** A secondary result is followed by its value and an empty line. */
  private static final int LINES_OF_VALUE = 2;

  private static final Pattern WIDE_GAP = Pattern.compile("(?<=\\S) {3,}");
  private static final String GAP = "  ";

  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> table = new ArrayList<>();
  private boolean passing;
  private int dropping;

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
    if (b == '\n') {
      String text = line.toString(BYTES).stripTrailing();
      line.reset();
      endLine(text);
    } else if (table.isEmpty() && dropping == 0 && !couldMatter(line.toString(BYTES))) {
      line.writeTo(out);
      line.reset();
      passing = true;
    }
  }

  /** Whether a line that starts like this may yet be one to change or to drop. */
  private static boolean couldMatter(String start) {
    return start.startsWith(" ")
        || LINES.stream().anyMatch(text -> text.startsWith(start) || start.startsWith(text));
  }

  private void endLine(String text) throws IOException {
    if (dropping > 0) {
      dropping--;
    } else if (!table.isEmpty() || text.startsWith(TABLE)) {
      endTableLine(text);
    } else if (text.startsWith(SECONDARY) && text.contains(":" + FACT)) {
      dropping = LINES_OF_VALUE;
    } else if (!text.startsWith(WARNING) && !text.stripLeading().startsWith(FACT)) {
      print(WIDE_GAP.matcher(text).replaceFirst(GAP));
    }
  }

  private void endTableLine(String text) throws IOException {
    if (text.isEmpty()) {
      printTable();
      print(text);
    } else if (!text.contains(":" + FACT)) {
      table.add(text);
    }
  }

  private void print(String text) throws IOException {
    out.write((text + System.lineSeparator()).getBytes(BYTES));
  }

  private void printTable() throws IOException {
    int width = table.stream().mapToInt(row -> row.indexOf(' ')).max().orElse(0);
    int rest = table.stream().mapToInt(QuietOutput::secondColumn).min().orElse(0);
    int cut = Math.max(0, rest - width - GAP.length());
    for (String row : table) {
      print(row.substring(0, width) + row.substring(width + cut));
    }
    table.clear();
  }

  /** Where it starts. */
  private static int secondColumn(String row) {
    int at = row.indexOf(' ');
    while (at < row.length() && row.charAt(at) == ' ') {
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
