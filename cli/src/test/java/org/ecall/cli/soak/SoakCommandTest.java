package org.ecall.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.Security;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ecall.cli.CliRun;
import org.ecall.cli.FaultyProvider;
import org.ecall.cli.FaultyProvider.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SoakCommandTest {

  private static final String TWO_SECONDS = "0.034";
  private static final String HALF_A_SECOND = "0.009";

  private static JsonNode report(CliRun run) throws IOException {
    assertThat(run.err()).isEmpty();
    return JsonMapper.builder().build().readTree(run.out());
  }

  @Test
  void soundEnginePasses() throws IOException {
    CliRun run =
        CliRun.of("soak", "--minutes", TWO_SECONDS, "--streams", "17", "--seed", "5", "--json");
    JsonNode report = report(run);
    assertThat(report.get("violations")).as("%s", run.out()).isEmpty();
    assertThat(report.get("memory").get("complaints")).as("%s", run.out()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(report.get("seed").intValue()).isEqualTo(5);
    assertThat(report.get("seconds").doubleValue()).isGreaterThan(2);
    assertThat(report.get("backends")).isNotEmpty();
    assertThat(report.get("churn").get("rotations").intValue()).isPositive();
    assertThat(report.get("network").get("attacks").get("far-counter").intValue()).isPositive();
    JsonNode frames = report.get("frames");
    assertThat(frames.get("opened").intValue()).isBetween(1, frames.get("sealed").intValue());
    assertThat(frames.get("genuineRefused").fieldNames())
        .toIterable()
        .isSubsetOf("REPLAYED", "TOO_OLD", "EPOCH_RETIRED", "CLOSED");
    assertThat(frames.get("forgedRefused").fieldNames())
        .toIterable()
        .contains("UNKNOWN_KID")
        .doesNotContain("OPENED");
    for (String operation : new String[] {"seal", "open"}) {
      JsonNode times = report.get(operation);
      long[] rising = {
        1,
        times.get("p50").longValue(),
        times.get("p90").longValue(),
        times.get("p99").longValue(),
        times.get("p999").longValue(),
        times.get("max").longValue()
      };
      assertThat(rising).isSorted();
    }
    assertThat(report.get("open").get("count")).isEqualTo(frames.get("opened"));
  }

  @Test
  void allBackendsTakeTurnsAtTheRateAskedFor() throws IOException {
    CliRun run =
        CliRun.of(
            "soak",
            "--minutes",
            HALF_A_SECOND,
            "--streams",
            "40",
            "--backend",
            "all",
            "--rate",
            "50",
            "--threads",
            "2",
            "--json");
    JsonNode report = report(run);
    assertThat(report.get("violations")).as("%s", run.out()).isEmpty();
    assertThat(report.get("backends").size()).isGreaterThan(1);
    assertThat(report.get("rate").intValue()).isEqualTo(50);
    assertThat(report.get("threads").intValue()).isEqualTo(2);
    assertThat(report.get("frames").get("opened").intValue()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES_SOME, refused as NOT_AUTHENTIC",
    "LETS_FORGERIES_THROUGH, never sealed",
    "ALTERS_SOME, other bytes",
    "STOPS_SEALING, was quarantined"
  })
  void faultOfTheCipherFailsTheSoak(Fault fault, String wrong) {
    FaultyProvider provider = new FaultyProvider(fault);
    Security.addProvider(provider);
    try {
      CliRun run =
          CliRun.of(
              "soak",
              "--minutes",
              HALF_A_SECOND,
              "--streams",
              "8",
              "--backend",
              "jca:" + provider.getName());
      assertThat(run.status()).as("%s", run).isEqualTo(1);
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("WRONG: ", wrong, "FAILED: see above.");
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @Test
  void interruptEndsItEarlyWithItsReport() throws InterruptedException {
    AtomicReference<CliRun> ended = new AtomicReference<>();
    Thread soak = Thread.ofPlatform().start(() -> ended.set(CliRun.of("soak", "--minutes", "10")));
    TimeUnit.MILLISECONDS.sleep(1_500);
    soak.interrupt();
    soak.join();
    assertThat(ended.get().status()).as("%s", ended.get()).isZero();
    assertThat(ended.get().out()).contains("(ended early)", "64 streams", "Passed: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--minutes=-1",
        "--minutes=NaN",
        "--streams=0",
        "--streams=4097",
        "--threads=-1",
        "--rate=-1",
        "--loss=101",
        "--dup=NaN",
        "--reorder=-1",
        "--seed=x"
      })
  void valuesOutOfRangeAreUsageErrors(String argument) {
    CliRun run = CliRun.of("soak", argument);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains(argument.replaceFirst("=.*", ""));
  }

  @Test
  void unknownBackendIsOneLine() {
    CliRun run = CliRun.of("soak", "--backend", "nonesuch");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains("nonesuch").doesNotContain("bug");
  }

  @Test
  void helpSaysHowMemoryAndTimesAreJudged() {
    assertThat(CliRun.of("soak", "--help").out())
        .contains("Exit status:", "--minutes", "--streams", "--threads", "--rate", "--backend")
        .contains("8 MiB", "32 MiB", "Ctrl-C", "Examples:");
  }
}
