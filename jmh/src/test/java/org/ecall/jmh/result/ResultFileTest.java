package org.ecall.jmh.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultFileTest {

  private static final String SEAL = "org.ecall.jmh.CipherBenchmark.seal";
  private static final String PARAMS = "\"cipher\": \"native\", \"sizeBytes\": \"160\"";
  private static final String ZEN = "·machine cpu='A B'";

  @TempDir private Path folder;

  @Test
  void readsWhatJmhWrote() throws IOException, URISyntaxException {
    Path file = Path.of(Objects.requireNonNull(getClass().getResource("cipher.json")).toURI());

    ResultFile result = ResultFile.read(file);

    assertThat(result.name()).isEqualTo("cipher.json");
    assertThat(result.leftOut()).isEmpty();
    assertThat(result.environments()).singleElement().asString().contains("JMH 1.37");
    assertThat(result.measurements())
        .hasSize(14)
        .allSatisfy(
            measurement -> {
              assertThat(measurement.nanos().count()).isEqualTo(10);
              assertThat(measurement.nanos().forks()).isEqualTo(2);
              assertThat(measurement.warmupIterations()).isEqualTo(3);
              assertThat(measurement.benchmarkCase().className()).isEqualTo("CipherBenchmark");
              assertThat(measurement.benchmarkCase().sizeBytes()).isPresent();
              assertThat(measurement.allocatedBytes()).isPresent();
            });
  }

  @Test
  void poolsRounds() throws IOException {
    String allocated = JmhJson.metric("gc.alloc.rate.norm", 8);
    String more = JmhJson.metric("gc.alloc.rate.norm", 24);
    ResultFile result =
        ResultFile.read(
            new JmhJson()
                .round(SEAL, PARAMS, allocated, 1, 2, 3)
                .round(SEAL, PARAMS.replace("160", "40"), "", 9)
                .warmups(2)
                .round(SEAL, PARAMS, more, 5, 4)
                .threads(2)
                .round(SEAL, PARAMS, "", 7)
                .write(folder));

    assertThat(result.measurements()).hasSize(3);
    Measurement pooled = result.measurements().getFirst();
    assertThat(pooled.benchmarkCase())
        .isEqualTo(BenchmarkCase.of(SEAL, Map.of("cipher", "native", "sizeBytes", "160"), 1));
    assertThat(pooled.nanos().count()).isEqualTo(5);
    assertThat(pooled.nanos().median()).isEqualTo(3);
    assertThat(pooled.warmupIterations()).isEqualTo(2);
    assertThat(pooled.allocatedBytes()).hasValue(24);
    assertThat(result.measurements().get(1).allocatedBytes()).isEmpty();
    assertThat(result.measurements().get(2).benchmarkCase())
        .hasToString("CipherBenchmark.seal{cipher=native, sizeBytes=160} on 2 threads");
  }

  @Test
  void unitsBecomeNanosecondsAndOtherModesAreLeftOut() throws IOException {
    ResultFile result =
        ResultFile.read(
            new JmhJson()
                .round(SEAL, PARAMS, "", 1)
                .mode("avgt", "us/op")
                .round("a.B.c", "", "", 2.5)
                .mode("thrpt", "ops/s")
                .round("a.B.d", "", "", 100)
                .write(folder));

    assertThat(result.measurements())
        .extracting(some -> some.nanos().median())
        .containsExactly(1.0, 2500.0);
    assertThat(result.leftOut()).containsExactly(Map.entry("thrpt", 1));
  }

  @Test
  void factsComeFromNamesOfMetrics() throws IOException {
    String facts = JmhJson.metric(ZEN, 1) + ", " + JmhJson.metric("·using backend=jdk", 1);
    ResultFile result =
        ResultFile.read(
            new JmhJson()
                .round(SEAL, PARAMS, facts, 1)
                .round(SEAL, PARAMS, facts, 1)
                .write(folder));

    assertThat(result.machine().flatMap(machine -> machine.value("cpu"))).contains("A B");
    assertThat(result.measurements().getFirst().fact(Facts.USING, "backend")).contains("jdk");
  }

  private static Stream<String> unusable() {
    String good = new JmhJson().round(SEAL, PARAMS, "", 1).text();
    return Stream.of(
        "",
        "[]",
        "{}",
        "null",
        "benchmarks",
        "[1]",
        "[[]]",
        "[{}]",
        good.substring(0, good.length() / 2),
        good + "[]",
        good.replace("[[1.0]]", "[[]]"),
        good.replace("[[1.0]]", "[]"),
        good.replace("[[1.0]]", "null"),
        good.replace("[[1.0]]", "[[0]]"),
        good.replace("[[1.0]]", "[[-1]]"),
        good.replace("[[1.0]]", "[[\"NaN\"]]"),
        good.replace("[[1.0]]", "[[1e999]]"),
        good.replace("[[1.0]]", "[[\"fast\"]]"),
        good.replace("[[1.0]]", "[".repeat(100) + "]".repeat(100)),
        good.replace("[[1.0]]", "[[1" + "0".repeat(100) + "]]"),
        good.replace("\"threads\": 1", "\"threads\": 0"),
        good.replace("\"threads\": 1", "\"threads\": 1, \"threads\": 1"),
        good.replace("avgt", "thrpt"),
        good.replace("native", "n".repeat(10_000)),
        new JmhJson()
            .round(SEAL, PARAMS, JmhJson.metric(ZEN, 1), 1)
            .round(SEAL, PARAMS, JmhJson.metric(ZEN.replace("A", "C"), 1), 1)
            .text(),
        new JmhJson()
            .round(SEAL, PARAMS, JmhJson.metric("·using kernel=a", 1), 1)
            .round(SEAL, PARAMS, JmhJson.metric("·using kernel=b", 1), 1)
            .text());
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void saysWhatCannotBeUsed(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), text);

    assertThatThrownBy(() -> ResultFile.read(file))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("bad.json is not a result of JMH")
        .message()
        .hasSizeLessThan(1_000);
  }

  @Test
  void saysThatBinaryIsNoText() throws IOException {
    Path file = folder.resolve("binary.json");
    Files.write(file, "[\u00ff]".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ResultFile.read(file)).isInstanceOf(ResultFormatException.class);
  }

  @Test
  void saysThatNothingIsThere() {
    assertThatThrownBy(() -> ResultFile.read(folder.resolve("none.json")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
