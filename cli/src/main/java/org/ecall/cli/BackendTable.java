package org.ecall.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecall.engine.select.BackendReport;

/** Backends for people to read, in 80 columns. */
final class BackendTable {

  private static final String ROW = "%-13s %-9s %-10s ";

  private final Paragraphs out;

  BackendTable(PrintWriter out) {
    this.out = new Paragraphs(out);
  }

  /** Prints a row for each backend, and below it what else is known of it. */
  void print(List<BackendReport> reports) {
    out.print(ROW.formatted("BACKEND", "STATUS", "SELF-TEST"), "VERSION, OR WHY NOT");
    for (BackendReport report : reports) {
      String row =
          ROW.formatted(
              report.name(), report.status().name().toLowerCase(Locale.ROOT), selfTest(report));
      out.print(row, report.reason().isEmpty() ? report.version() : report.reason());
      facts(report).forEach((name, value) -> out.print("  %-13s ".formatted(name), value));
    }
  }

  /** Prints a sentence. */
  void print(String text) {
    out.print("", text);
  }

  private static Map<String, String> facts(BackendReport report) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (!report.properties().isEmpty()) {
      facts.put("claims", String.join(" ", properties(report)));
    }
    facts.putAll(report.details());
    return facts;
  }

  static List<String> properties(BackendReport report) {
    return report.properties().stream().map(Enum::name).sorted().toList();
  }

  static String selfTest(BackendReport report) {
    return switch (report.status()) {
      case ADMITTED -> "passed";
      case REFUSED -> "failed";
      case ABSENT -> "not run";
    };
  }
}
