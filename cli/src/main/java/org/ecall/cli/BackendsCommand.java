package org.ecall.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.select.SelectionPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ecall backends}: which cipher backends there are, and which one an engine takes. */
@Command(
    name = "backends",
    description = {
      "Shows each cipher backend that is known: whether it can be used here or why not, its"
          + " version, what it claims of itself, the result of its known-answer self-test, and"
          + " what else it tells, such as the kernel that was chosen and the processor's features."
          + " The last sentence says which an engine uses; 'ecall explain' says for what and why.",
      "%nThe environment variable ECALL_NATIVE_KERNEL names the kernel of backend native, one of"
          + " those that it shows.",
      "%nBackends jca:PROVIDER, one for each installed JCA provider, are not listed; name one with"
          + " --backend where a command has that option."
    },
    footer = {
      "%nExamples:",
      "  ecall backends",
      "  ecall backends --json",
      "  ECALL_NATIVE_KERNEL=portable ecall backends",
      "%nFields of --json: backends[] (name, status ADMITTED, ABSENT or REFUSED, selfTest passed,"
          + " failed or not run, version, properties[], details (name: value), reason), used[]"
          + " (names; empty if none can be used), providerFailures[]."
    })
final class BackendsCommand extends EcallCommand {

  @Option(names = "--json", description = "Write one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    BackendCatalog catalog = BackendCatalog.installed();
    List<BackendReport> reports = catalog.reports();
    List<String> used = List.of();
    String whyNone = "";
    try {
      used =
          SelectionPolicy.forThisMachine(catalog, BackendConstraints.none(), null)
              .plan()
              .backends();
    } catch (BackendUnavailableException e) {
      whyNone = String.valueOf(e.getMessage());
    }
    if (json) {
      Json.print(out(), document(reports, used, catalog.providerFailures()));
    } else {
      BackendTable table = new BackendTable(out());
      table.print(reports);
      catalog.providerFailures().forEach(failure -> table.print("cannot be asked: " + failure));
      if (!used.isEmpty()) {
        out().println();
        table.print(
            "An engine uses "
                + String.join(" and ", used)
                + "; 'ecall explain' says for which frames and why.");
      }
    }
    if (used.isEmpty()) {
      throw new CliException(whyNone);
    }
    return FINE;
  }

  private static ObjectNode document(
      List<BackendReport> reports, List<String> used, List<String> failures) {
    ObjectNode document = Json.object();
    ArrayNode backends = document.putArray("backends");
    for (BackendReport report : reports) {
      ObjectNode backend = backends.addObject();
      backend.put("name", report.name());
      backend.put("status", report.status().name());
      backend.put("selfTest", BackendTable.selfTest(report));
      backend.put("version", report.version());
      ArrayNode properties = backend.putArray("properties");
      BackendTable.properties(report).forEach(properties::add);
      ObjectNode details = backend.putObject("details");
      report.details().forEach(details::put);
      backend.put("reason", report.reason());
    }
    used.forEach(document.putArray("used")::add);
    failures.forEach(document.putArray("providerFailures")::add);
    return document;
  }
}
