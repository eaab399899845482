package org.ecall.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.ecall.jmh.result.JmhJson;
import org.ecall.jmh.result.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorLimitTest {

  @TempDir private Path folder;

  private ResultFile on(String vendor, int family, String features) throws IOException {
    String machine =
        "·machine cpu-vendor=%s cpu-family=%d cpu-features='%s'"
            .formatted(vendor, family, features);
    return Results.read(
        new JmhJson()
            .round("o.ClockBenchmark.cycle", "", JmhJson.metric(machine, 1), 0.26, 0.25, 0.3),
        folder);
  }

  /** The table of the targets, at 2.92 GHz. */
  @ParameterizedTest
  @CsvSource({"40, 4.8", "160, 14.4", "400, 33.6", "1200, 91.1", "4096, 312", "65536, 4915"})
  void isWhatTheTargetsAreSetBy(int sizeBytes, double nanos) {
    assertThat(new ProcessorLimit(4, 1, 2.92, "").nanos(sizeBytes))
        .isCloseTo(nanos, within(nanos * 0.01));
  }

  @Test
  void takesClockAndProcessorFromTheResult() throws IOException {
    ProcessorLimit zen5 =
        ProcessorLimit.of(on("AuthenticAMD", 26, "aes vaes avx512f"), OptionalDouble.empty())
            .orElseThrow();

    assertThat(zen5.blocksAtOnce()).isEqualTo(4);
    assertThat(zen5.issuesPerCycle()).isEqualTo(2);
    assertThat(zen5.gigahertz()).isEqualTo(4);
    assertThat(zen5.assumptions())
        .isEqualTo(
            "AMD Zen 5: blocks in a register 4, rounds of AES that begin in a cycle 2, 4.00 GHz as"
                + " measured");
  }

  @Test
  void aProcessorThatIsNotKnownIsAssumedToBeginOneRound() throws IOException {
    ProcessorLimit other =
        ProcessorLimit.of(on("Other", 1, "aes avx2"), OptionalDouble.of(3)).orElseThrow();

    assertThat(other.blocksAtOnce()).isEqualTo(1);
    assertThat(other.assumptions()).startsWith("Assumed").endsWith("3.00 GHz as given");
  }

  @Test
  void withoutAesInstructionsThereIsNone() throws IOException {
    assertThat(ProcessorLimit.of(on("Other", 1, "sse4_1"), OptionalDouble.of(3))).isEmpty();
  }

  @Test
  void withoutAClockThereIsNone() throws IOException {
    ResultFile result = Results.read(new JmhJson().round("a.B.c", "", "", 1), folder);

    assertThat(ProcessorLimit.of(result, OptionalDouble.empty())).isEmpty();
  }
}
