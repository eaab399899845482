package org.ecall.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Part PART = new Part("CipherBenchmark.seal", Map.of("subject", "native"));

  private final StringWriter err = new StringWriter();

  @Test
  void elsewhereEachPartIsALine() {
    Progress progress = new Progress(new PrintWriter(err, true), false, 2);
    progress.measuring(1, PART);
    progress.measured(1, PART, "20.0 ns/op");
    progress.erase();
    assertThat(err.toString())
        .matches(
            "\\[1 of 2, 0:0\\d, 0:0\\d to go] round 1, CipherBenchmark.seal subject=native:"
                + " 20.0 ns/op\\R");
  }

  @Test
  void onATerminalALineChangesAndIsGoneInTheEnd() {
    Progress progress = new Progress(new PrintWriter(err, true), true, 2);
    progress.measuring(1, PART);
    progress.measured(1, PART, "20.0 ns/op");
    progress.measuring(2, PART);
    progress.erase();
    assertThat(err.toString())
        .doesNotContain("\n")
        .contains("[0 of 2, 0:00] round 1", "[1 of 2, ", " to go] round 2")
        .endsWith("\r\u001b[K");
  }

  @Test
  void timesReadLikeAClock() {
    assertThat(Progress.format(59)).isEqualTo("0:59");
    assertThat(Progress.format(61)).isEqualTo("1:01");
    assertThat(Progress.format(3600)).isEqualTo("1:00:00");
  }
}
