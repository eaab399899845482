package org.ecall.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuietOutputTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final QuietOutput quiet = new QuietOutput(out);

  private String shown(String text) throws IOException {
    quiet.write(text.getBytes(StandardCharsets.UTF_8));
    quiet.finish();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void otherTextIsLeftAsItIs() throws IOException {
    String text = "# JMH version\nBench is a word\nIteration   1: ≈ 20 ns/op\n\nno end";
    assertThat(shown(text)).isEqualTo(text);
  }

  @Test
  void aLineThatGrowsIsShownAsItGrows() throws IOException {
    quiet.write("Iteration   1: ".getBytes(StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Iteration   1: ");
  }

  @Test
  void theWarningOfTheYoungModuleIsDropped() throws IOException {
    assertThat(shown("WARNING: Using incubator modules: jdk.incubator.vector\nWARNING: other\n"))
        .isEqualTo("WARNING: other\n");
  }

  @Test
  void factsAndTheirColumnsAreDropped() throws IOException {
    assertThat(
            shown(
                """
                Iteration   1: 20 ns/op
                       gc.count:             0 counts
                       ·using backend=jdk:   1.000 facts

                Secondary result "CipherBenchmark.seal:gc.count":
                  0 counts

                Secondary result "CipherBenchmark.seal:·using backend=jdk":
                  1.000 facts

                Benchmark                               (size)  Score
                CipherBenchmark.seal                        40     20
                CipherBenchmark.seal:gc.count               40      0
                CipherBenchmark.seal:·using backend=jdk     40      1

                end
                """))
        .isEqualTo(
            """
            Iteration   1: 20 ns/op
                   gc.count:  0 counts

            Secondary result "CipherBenchmark.seal:gc.count":
              0 counts

            Benchmark                      (size)  Score
            CipherBenchmark.seal               40     20
            CipherBenchmark.seal:gc.count      40      0

            end
            """);
  }
}
