package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendChoice;
import org.ecall.engine.select.BackendReport;
import org.junit.jupiter.api.Test;

class BackendsCommandTest {

  @Test
  void tableShowsEachBackendAndTheChoice() {
    CliRun run = CliRun.of("backends");
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("BACKEND ");
    for (BackendReport report : BackendCatalog.installed().reports()) {
      assertThat(run.out().lines())
          .anyMatch(line -> line.startsWith(report.name() + " ") && line.contains("passed"));
    }
    BackendChoice choice = BackendChoice.preferred(BackendCatalog.installed());
    assertThat(run.out().lines())
        .last()
        .isEqualTo("An engine takes " + choice.report().name() + ": " + choice.reason());
  }

  @Test
  void jsonHasTheSameFacts() throws IOException {
    CliRun run = CliRun.of("backends", "--json");
    assertThat(run.status()).isZero();
    JsonNode document = JsonMapper.builder().build().readTree(run.out());
    assertThat(document.get("backends")).hasSameSizeAs(BackendCatalog.installed().reports());
    JsonNode first = document.get("backends").get(0);
    assertThat(first.get("name").textValue()).isEqualTo("jdk");
    assertThat(first.get("status").textValue()).isEqualTo("ADMITTED");
    assertThat(first.get("selfTest").textValue()).isEqualTo("passed");
    assertThat(first.get("version").textValue()).isNotEmpty();
    assertThat(first.get("properties").isArray()).isTrue();
    assertThat(first.get("reason").textValue()).isEmpty();
    assertThat(document.get("preferred").get("name").textValue())
        .isEqualTo(BackendChoice.preferred(BackendCatalog.installed()).report().name());
    assertThat(document.get("providerFailures")).isEmpty();
  }

  @Test
  void argumentsAreAUsageError() {
    CliRun run = CliRun.of("backends", "jdk");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.isOneLineOfError()).isTrue();
  }
}
