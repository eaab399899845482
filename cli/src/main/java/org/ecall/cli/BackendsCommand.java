package org.ecall.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendChoice;
import org.ecall.engine.select.BackendReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ecall backends}: which cipher backends there are, and which one an engine takes. */
@Command(
    name = "backends",
    description = {
      "Shows each cipher backend that is known: whether it can be used here or why not, its"
          + " version, what it claims of itself, and the result of its known-answer self-test."
          + " The last line says which one an engine takes if none is named.",
      "%nBackends jca:PROVIDER, one for each installed JCA provider, are not listed; name one with"
          + " --backend where a command has that option."
    },
    footer = {
      "%nExamples:",
      "  ecall backends",
      "  ecall backends --json",
      "%nFields of --json: backends[] (name, status ADMITTED, ABSENT or REFUSED, selfTest passed,"
          + " failed or not run, version, properties[], reason), preferred (name, reason; null if"
          + " none can be used), providerFailures[]."
    })
final class BackendsCommand extends EcallCommand {

  @Option(names = "--json", description = "Write one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    BackendCatalog catalog = BackendCatalog.installed();
    List<BackendReport> reports = catalog.reports();
    BackendChoice preferred = null;
    String whyNone = "";
    try {
      preferred = BackendChoice.preferred(catalog);
    } catch (BackendUnavailableException e) {
      whyNone = String.valueOf(e.getMessage());
    }
    if (json) {
      Json.print(out(), document(reports, preferred, catalog.providerFailures()));
    } else {
      printTable(reports);
      catalog.providerFailures().forEach(failure -> out().println("cannot be asked: " + failure));
      if (preferred != null) {
        out().println();
        out().println("An engine takes " + preferred.report().name() + ": " + preferred.reason());
      }
    }
    if (preferred == null) {
      throw new CliException(whyNone);
    }
    return FINE;
  }

  private void printTable(List<BackendReport> reports) {
    PrintWriter out = out();
    String row = "%-14s %-9s %-10s %-32s %s%n";
    out.printf(row, "BACKEND", "STATUS", "SELF-TEST", "PROPERTIES", "VERSION, OR WHY NOT");
    for (BackendReport report : reports) {
      String properties = String.join(" ", properties(report));
      out.printf(
          row,
          report.name(),
          report.status().name().toLowerCase(Locale.ROOT),
          selfTest(report),
          properties.isEmpty() ? "-" : properties,
          report.reason().isEmpty() ? report.version() : report.reason());
    }
  }

  private static ObjectNode document(
      List<BackendReport> reports, @Nullable BackendChoice preferred, List<String> failures) {
    ObjectNode document = Json.object();
    ArrayNode backends = document.putArray("backends");
    for (BackendReport report : reports) {
      ObjectNode backend = backends.addObject();
      backend.put("name", report.name());
      backend.put("status", report.status().name());
      backend.put("selfTest", selfTest(report));
      backend.put("version", report.version());
      ArrayNode properties = backend.putArray("properties");
      properties(report).forEach(properties::add);
      backend.put("reason", report.reason());
    }
    if (preferred == null) {
      document.putNull("preferred");
    } else {
      ObjectNode choice = document.putObject("preferred");
      choice.put("name", preferred.report().name());
      choice.put("reason", preferred.reason());
    }
    failures.forEach(document.putArray("providerFailures")::add);
    return document;
  }

  private static List<String> properties(BackendReport report) {
    return report.properties().stream().map(Enum::name).sorted().toList();
  }

  private static String selfTest(BackendReport report) {
    return switch (report.status()) {
      case ADMITTED -> "passed";
      case REFUSED -> "failed";
      case ABSENT -> "not run";
    };
  }
}
