package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.select.SelectionPolicy;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.Test;

class BackendsCommandTest {

  @Test
  void tableShowsEachBackendAndTheChoice() {
    CliRun run = CliRun.of("backends");
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("BACKEND ");
    BackendCatalog catalog = BackendCatalog.installed();
    for (BackendReport report : catalog.reports()) {
      String selfTest = report.status() == BackendReport.Status.ADMITTED ? "passed" : "not run";
      assertThat(run.out().lines())
          .anyMatch(line -> line.startsWith(report.name() + " ") && line.contains(selfTest));
      report
          .details()
          .forEach((name, value) -> assertThat(oneLine(run.out())).contains(name, oneLine(value)));
    }
    assertThat(oneLine(run.out()))
        .endsWith(
            "An engine uses "
                + String.join(" and ", used(catalog))
                + "; 'ecall explain' says for which frames and why.");
  }

  private static List<String> used(BackendCatalog catalog) {
    return SelectionPolicy.forThisMachine(catalog, BackendConstraints.none(), null)
        .plan()
        .backends();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void tableFitsIntoATerminal() {
    StringWriter text = new StringWriter();
    BackendTable table = new BackendTable(new PrintWriter(text, true));
    String words = "four score and seven ".repeat(9) + "years";
    Map<String, String> details = new LinkedHashMap<>();
    details.put("kernel", "x86_vaes512");
    details.put("cpu", words);
    table.print(
        List.of(
            new BackendReport(
                "first",
                BackendReport.Status.ADMITTED,
                "1.2.3",
                "",
                Set.of(BackendProperty.NATIVE_CODE, BackendProperty.CONSTANT_TIME),
                details),
            new BackendReport(
                "second", BackendReport.Status.ABSENT, "", words, Set.of(), Map.of())));
    table.print("A word that does not fit stays whole: " + "x".repeat(100));
    assertThat(text.toString().lines())
        .startsWith(
            "BACKEND       STATUS    SELF-TEST  VERSION, OR WHY NOT",
            "first         admitted  passed     1.2.3",
            "  claims        CONSTANT_TIME NATIVE_CODE",
            "  kernel        x86_vaes512",
            "  cpu           four score and seven four score and seven four score and seven",
            "                four score and seven four score and seven four score and seven")
        .endsWith("A word that does not fit stays whole:", "x".repeat(100));
    assertThat(text.toString().lines().filter(line -> line.indexOf('x') != 0))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void jsonHasTheSameFacts() throws IOException {
    CliRun run = CliRun.of("backends", "--json");
    assertThat(run.status()).isZero();
    JsonNode document = JsonMapper.builder().build().readTree(run.out());
    assertThat(document.get("backends")).hasSameSizeAs(BackendCatalog.installed().reports());
    for (JsonNode backend : document.get("backends")) {
      String name = backend.get("name").textValue();
      BackendReport report = BackendCatalog.installed().report(name).orElseThrow();
      assertThat(backend.get("status").textValue()).isEqualTo(report.status().name());
      assertThat(backend.get("version").textValue()).isEqualTo(report.version());
      assertThat(backend.get("properties")).hasSameSizeAs(report.properties());
      assertThat(backend.get("reason").textValue()).isEqualTo(report.reason());
      assertThat(backend.get("details")).hasSameSizeAs(report.details().keySet());
      report
          .details()
          .forEach(
              (key, value) ->
                  assertThat(backend.get("details").get(key).textValue()).isEqualTo(value));
      if (name.equals("jdk")) {
        assertThat(backend.get("status").textValue()).isEqualTo("ADMITTED");
        assertThat(backend.get("selfTest").textValue()).isEqualTo("passed");
      }
    }
    assertThat(document.get("used"))
        .extracting(JsonNode::textValue)
        .containsExactlyElementsOf(used(BackendCatalog.installed()));
    assertThat(document.get("providerFailures")).isEmpty();
  }

  @Test
  void argumentsAreAUsageError() {
    CliRun run = CliRun.of("backends", "jdk");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.isOneLineOfError()).isTrue();
  }
}
