package org.ecall.jmh.report;

import com.samskivert.mustache.Mustache;
import java.util.regex.Pattern;

/** The report for a repository or a terminal: tables, no plots. */
final class MarkdownPage {

  /** What Markdown would make something of, or HTML in it. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*\\[\\]<>|#]");

  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*[\\p{Cntrl}\\u2028\\u2029]\\s*");

  private MarkdownPage() {}

  static String of(Report report) {
    return Mustache.compiler()
        .withEscaper(MarkdownPage::escaped)
        .compile(Resources.text("report.md"))
        .execute(report);
  }

  private static String escaped(String text) {
    String line = LINE_BREAKS.matcher(text).replaceAll(" ");
    return SPECIAL.matcher(line).replaceAll("\\\\$0");
  }
}
