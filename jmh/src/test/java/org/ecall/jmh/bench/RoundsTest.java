package org.ecall.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ecall.jmh.Tools;
import org.ecall.jmh.fork.Jvm;
import org.ecall.jmh.result.Facts;
import org.ecall.jmh.result.ResultFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that measure, as short as they can be. */
class RoundsTest {

  /** The lock of the whole machine is for measurements that matter. */
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  private static final Effort SMOKE = new Effort(0, 1, 1, 10);
  private static final Part FINE =
      new Part("CipherBenchmark.seal", Map.of("subject", "SunJCE", "sizeBytes", "40"));
  private static final int INTERRUPTED = 130;

  @TempDir private Path folder;

  @BeforeEach
  void ignoreLock() {
    System.setProperty(IGNORE_LOCK, "true");
  }

  @AfterEach
  void respectLock() {
    System.clearProperty(IGNORE_LOCK);
  }

  @Test
  void whoDoesNotGetWhatItAskedForFailsAndTheOthersGoOn() throws IOException {
    Part unknown =
        new Part("CipherBenchmark.seal", Map.of("subject", "no-such", "sizeBytes", "40"));
    Part kernel =
        new Part("FrameBenchmark.seal", Map.of("backend", "native/no-such", "sizeBytes", "40"));
    Path file = folder.resolve("result.json");
    StringWriter err = new StringWriter();
    Progress progress = new Progress(new PrintWriter(err, true), false, 6);

    Map<Part, String> failures =
        new Rounds(SMOKE, new ResultStore(file), progress, results -> "")
            .run(List.of(unknown, FINE, kernel), 2);

    assertThat(failures).containsOnlyKeys(unknown, kernel);
    assertThat(failures.get(unknown)).contains("no backend is named no-such");
    assertThat(failures.get(kernel)).contains("asked for native/no-such");
    assertThat(err.toString()).contains("failed: CipherBenchmark.seal", "no-such");
    ResultFile result = ResultFile.read(file);
    assertThat(result.machine()).isPresent();
    assertThat(result.measurements())
        .singleElement()
        .satisfies(
            measured -> {
              assertThat(measured.nanos().forks()).isEqualTo(2);
              assertThat(measured.allocatedBytes()).isPresent();
              assertThat(measured.fact(Facts.USING, "provider")).contains("SunJCE");
            });
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -INT")
  void ctrlCKeepsWhatWasMeasured() throws IOException, InterruptedException {
    Path file = folder.resolve("result.json");
    Path output = folder.resolve("output");
    Process bench =
        new ProcessBuilder(
                Jvm.command(
                    List.of("-D" + IGNORE_LOCK + "=true"),
                    Tools.class,
                    List.of(
                        "bench",
                        "--quick",
                        "--rounds=1000",
                        "--filter=CipherBenchmark.seal sizeBytes=160 subject=SunJCE",
                        "--output=" + file)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      while (bench.isAlive() && !Files.exists(file)) {
        Thread.sleep(50);
      }
      new ProcessBuilder("kill", "-INT", String.valueOf(bench.pid())).start().waitFor();
      assertThat(bench.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      bench.destroyForcibly();
    }
    assertThat(output).content().contains("stopped; the ", " results so far are in " + file);
    assertThat(bench.exitValue()).isEqualTo(INTERRUPTED);
    assertThat(ResultFile.read(file).measurements()).hasSize(1);
  }
}
