package org.ecall.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import org.ecall.cli.CliRun;
import org.ecall.cli.FaultyProvider;
import org.ecall.cli.FaultyProvider.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command can fail: with ciphers that go wrong it says so, and exits with 1. */
class CallVerdictTest {

  @TempDir private Path folder;

  private static CliRun callWith(Fault fault, String... arguments) {
    FaultyProvider provider = new FaultyProvider(fault);
    Security.addProvider(provider);
    try {
      String[] command = new String[arguments.length + 5];
      System.arraycopy(arguments, 0, command, 5, arguments.length);
      command[0] = "call";
      command[1] = "--speed";
      command[2] = "max";
      command[3] = "--backend";
      command[4] = "jca:" + provider.getName();
      return CliRun.of(command);
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES_ONE, a genuine frame was refused as NOT_AUTHENTIC",
    "ALTERS_ONE, a frame opened to other bytes than were sent",
    "LETS_FORGERIES_THROUGH, a frame that was never sent opened"
  })
  void faultOfTheCipherFailsTheCall(Fault fault, String violation) {
    CliRun run = callWith(fault, "--attack");
    // With attacks the one that is refused may be forged; without, all are genuine.
    CliRun judged = fault == Fault.LETS_FORGERIES_THROUGH ? run : callWith(fault);
    assertThat(judged.status()).isEqualTo(1);
    assertThat(judged.err()).isEmpty();
    assertThat(judged.out())
        .contains("WRONG: from the ", violation, "FAILED: see above.")
        .doesNotContain("Passed");
  }

  @Test
  void jsonSaysWhatWasWrong() throws IOException {
    CliRun run = callWith(Fault.REFUSES_ONE, "--json");
    assertThat(run.status()).isEqualTo(1);
    JsonNode report = JsonMapper.builder().build().readTree(run.out());
    assertThat(report.get("passed").booleanValue()).isFalse();
    assertThat(report.get("violations")).hasSize(1);
    assertThat(report.get("violations").get(0).textValue()).contains("refused as NOT_AUTHENTIC");
  }

  @Test
  void cipherThatThrowsEndsTheCallAtOnceAndNothingIsLeft() {
    Path out = folder.resolve("received");
    CliRun run = callWith(Fault.STOPS_SEALING, "--out", out.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains("no backend can be used", "is quarantined");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void callInWhichNothingArrivesHasNotPassed() {
    CliRun run = CliRun.of("call", "--speed", "max", "--loss", "100", "--out", folder + "/out");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("no frame arrived whole", "FAILED");
    assertThat(folder).isEmptyDirectory();
  }
}
