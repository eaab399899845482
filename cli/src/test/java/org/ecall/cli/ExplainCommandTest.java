package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.select.BackendFigures;
import org.ecall.engine.select.BackendVersion;
import org.ecall.engine.select.CalibrationProfile;
import org.ecall.engine.select.CpuFacts;
import org.ecall.engine.select.FrameClass;
import org.ecall.engine.select.MachineFacts;
import org.ecall.engine.select.Measurement;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SelectionPlan;
import org.ecall.engine.select.SelectionPolicy;
import org.ecall.engine.select.SizeClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir Path folder;

  /** Two backends that are here, the second one measured as twice as fast for small frames. */
  private Path profile(MachineFacts machine) throws IOException {
    List<String> names = AdmittedBackends.names().stream().sorted().toList();
    CalibrationProfile profile =
        new CalibrationProfile(
            Instant.parse("2026-01-31T12:00:00Z"),
            machine,
            List.of(figures("jdk", 100), figures("conscrypt", 50)));
    assertThat(names).contains("jdk", "conscrypt");
    return Files.writeString(folder.resolve("profile-test.txt"), profile.toText());
  }

  private static BackendFigures figures(String name, double nanos) {
    Map<FrameClass, Measurement> figures = new HashMap<>();
    for (Operation operation : Operation.values()) {
      figures.put(new FrameClass(operation, SizeClass.BYTES_160), new Measurement(nanos, 1.5, 24));
    }
    return new BackendFigures(
        BackendVersion.of(BackendCatalog.installed().report(name).orElseThrow()), figures);
  }

  @Test
  void showsThePlanThatAnEngineMakes() {
    CliRun run = CliRun.of("explain");
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    SelectionPlan plan =
        SelectionPolicy.forThisMachine(BackendCatalog.installed(), BackendConstraints.none(), null)
            .plan();
    List<String> rows = run.out().lines().filter(line -> line.matches("(seal|open) .*")).toList();
    assertThat(rows).hasSameSizeAs(plan.selections());
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).split(" +")).contains(plan.selections().get(i).backend());
    }
    assertThat(run.out().replaceAll("\\s+", " ")).contains("figures " + plan.source());
  }

  @Test
  void aProfileThatIsNamedDecides() throws IOException {
    String file = profile(MachineFacts.current()).toString();
    CliRun run =
        CliRun.of("explain", "--profile", file, "--constrain", "allow=jdk,allow=conscrypt");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .anyMatch(
            line ->
                line.matches(
                    "seal +160 +conscrypt +50\\.0 ± 1\\.5 +jdk +100\\.0 ± 1\\.5 +\\+100 %"))
        .anyMatch(line -> line.matches("open +40 +jdk +- +conscrypt +- +-"))
        .allSatisfy(line -> assertThat(line.replace(file, "")).hasSizeLessThanOrEqualTo(80));
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("why conscrypt: faster than jdk beyond the errors of both")
        .contains("of 2026-01-31T12:00:00Z");
  }

  @Test
  void jsonHasTheSameFacts() throws IOException {
    String file = profile(MachineFacts.current()).toString();
    CliRun run =
        CliRun.of(
            "explain", "--json", "--profile", file, "--constrain", "allow=jdk,allow=conscrypt");
    assertThat(run.status()).isZero();
    JsonNode document = JsonMapper.builder().build().readTree(run.out());
    assertThat(document.get("source").textValue()).contains(file);
    assertThat(document.get("selections")).hasSize(14);
    JsonNode audio = document.get("selections").get(1);
    assertThat(audio.get("operation").textValue()).isEqualTo("seal");
    assertThat(audio.get("sizeBytes").intValue()).isEqualTo(160);
    assertThat(audio.get("backend").textValue()).isEqualTo("conscrypt");
    assertThat(audio.get("nanos").doubleValue()).isEqualTo(50);
    assertThat(audio.get("runnerUp").textValue()).isEqualTo("jdk");
    assertThat(audio.get("margin").doubleValue()).isEqualTo(1);
    JsonNode unmeasured = document.get("selections").get(0);
    assertThat(unmeasured.get("nanos").isNull()).isTrue();
    assertThat(unmeasured.get("source").textValue()).isEqualTo("fixed order");
  }

  @Test
  void constraintsRuleOut() {
    CliRun run = CliRun.of("explain", "--constrain", "no-native");
    assertThat(run.status()).isZero();
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("not used backend native claims NATIVE_CODE, which is ruled out")
        .doesNotContain("seal 160 native");
  }

  @Test
  void whereNothingIsLeftItSaysWhy() {
    CliRun run = CliRun.of("explain", "--constrain", "allow=bouncycastle,constant-time");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains("'bouncycastle' does not claim CONSTANT_TIME");
  }

  @Test
  void aForeignProfileThatIsNamedIsAnError() throws IOException {
    MachineFacts here = MachineFacts.current();
    CpuFacts other = new CpuFacts("Other", "1", "1", "Other", Set.of());
    Path file = profile(new MachineFacts(other, here.cores(), here.os(), here.arch(), here.jvm()));
    CliRun run = CliRun.of("explain", "--profile", file.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains("is foreign", "'ecall calibrate'");
  }

  @Test
  void mistypedConstraintsAreAUsageError() {
    for (String list : List.of("constanttime", "allow=", "")) {
      CliRun run = CliRun.of("explain", "--constrain", list);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.isOneLineOfError()).isTrue();
    }
  }
}
