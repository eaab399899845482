package org.ecall.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ecall.cli.CliException;
import org.ecall.jmh.bench.Regression.Verdict;
import org.ecall.jmh.result.JmhJson;
import org.ecall.jmh.result.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as slower, given what the yardstick did in the same run. */
class RegressionTest {

  private static final String SEAL = "org.ecall.jmh.CipherBenchmark.seal";
  private static final double[] QUIET = {0.99, 1, 1, 1, 1.01};
  private static final double[] NOISY = {0.7, 0.8, 1, 1.3, 1.5};

  @TempDir private Path folder;

  @Test
  void aMachineThatIsBusierSlowsTheYardstickToo() throws IOException {
    Regression regression = between(run(300, 20, QUIET), run(450, 30, QUIET));
    assertThat(regression.with(Verdict.SAME)).hasSize(2);
  }

  @Test
  void whatGotSlowerThanTheYardstickIsNamed() throws IOException {
    Regression regression = between(run(300, 20, QUIET), run(300, 26, QUIET));
    assertThat(regression.with(Verdict.SLOWER))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.benchmarkCase().params()).containsEntry("subject", "native");
              assertThat(change.factor()).isBetween(1.29, 1.31);
            });
    assertThat(regression.changes().getFirst().verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void whatGotFasterIsNoFailure() throws IOException {
    Regression regression = between(run(300, 20, QUIET), run(300, 15, QUIET));
    assertThat(regression.with(Verdict.FASTER)).hasSize(1);
    assertThat(regression.with(Verdict.SLOWER)).isEmpty();
  }

  @Test
  void whatErrorsExplainDoesNotCount() throws IOException {
    Regression regression = between(run(300, 20, NOISY), run(300, 24, NOISY));
    assertThat(regression.with(Verdict.SAME)).hasSize(2);
  }

  @Test
  void noiseDoesNotHideWhatIsManyTimesSlower() throws IOException {
    Regression regression = between(run(300, 20, NOISY), run(300, 2000, NOISY));
    assertThat(regression.with(Verdict.SLOWER)).hasSize(1);
  }

  @Test
  void whatToleranceExplainsDoesNotCount() throws IOException {
    Regression regression = between(run(300, 20, QUIET), run(300, 20.6, QUIET));
    assertThat(regression.with(Verdict.SAME)).hasSize(2);
  }

  @Test
  void whatWasNotMeasuredAgainIsCounted() throws IOException {
    JmhJson then = run(300, 20, QUIET);
    add(then, "openssl", 160, 200, QUIET);
    assertThat(between(then, run(300, 20, QUIET)).missing()).hasSize(1);
  }

  @Test
  void otherMachinesAndJvmsAreNoted() throws IOException {
    JmhJson then = run(300, 20, QUIET);
    String machine = JmhJson.metric("·machine cpu=other", 1);
    then.round(SEAL, "\"subject\": \"jdk\", \"sizeBytes\": \"160\"", machine, 1, 2, 3);
    assertThat(between(then, run(300, 20, QUIET)).notes())
        .singleElement()
        .asString()
        .contains("another machine", "cpu=other", "unknown");
  }

  @Test
  void withoutAYardstickThereIsNoComparison() throws IOException {
    JmhJson then = new JmhJson();
    add(then, "native", 160, 20, QUIET);
    ResultFile earlier = read("then.json", then);
    ResultFile now = read("now.json", run(300, 20, QUIET));
    assertThatThrownBy(() -> Regression.between(earlier, now))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("then.json")
        .hasMessageContaining("SunJCE");
  }

  private Regression between(JmhJson then, JmhJson now) throws IOException {
    return Regression.between(read("then.json", then), read("now.json", now));
  }

  private ResultFile read(String name, JmhJson result) throws IOException {
    return ResultFile.read(Files.writeString(folder.resolve(name), result.text()));
  }

  private static JmhJson run(double yardstick, double ours, double... spread) {
    JmhJson result = new JmhJson();
    add(result, "SunJCE", 160, yardstick, spread);
    add(result, "native", 160, ours, spread);
    return result;
  }

  private static void add(JmhJson run, String subject, int size, double nanos, double... spread) {
    String params = "\"subject\": \"%s\", \"sizeBytes\": \"%d\"".formatted(subject, size);
    run.round(SEAL, params, "", Arrays.stream(spread).map(s -> s * nanos).toArray());
  }
}
