package org.ecall.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.ecall.jmh.media.SampleFrames;
import org.ecall.jmh.result.JmhJson;
import org.ecall.jmh.result.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixedPredictionTest {

  private static final String FRAME = "org.ecall.jmh.FrameBenchmark.seal";
  private static final String MIXED = "org.ecall.jmh.MixedCallBenchmark.seal";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"0, 10", "100, 20", "150, 25", "200, 30", "250, 50", "300, 70", "400, 110"})
  void betweenSizesTheLineIsStraight(int size, double nanos) {
    var bySize = new TreeMap<>(Map.of(100, 20.0, 200, 30.0, 300, 70.0));
    assertThat(MixedPrediction.interpolate(bySize, size)).isCloseTo(nanos, within(1e-9));
  }

  @Test
  void framesOfTheSampleArePredictedByTheirSizes() throws IOException {
    // 10 ns and a tenth for each byte, whatever the size.
    JmhJson result =
        new JmhJson()
            .round(FRAME, frame("native", 100), "", 20)
            .round(FRAME, frame("native", 1100), "", 120)
            .round(FRAME, frame("jdk", 100), "", 9999)
            .round(MIXED, "\"backend\": \"native\", \"streams\": \"8\"", "", 500);
    double meanBytes =
        SampleFrames.read().stream().mapToInt(f -> f.payload().length).average().orElseThrow();

    assertThat(MixedPrediction.of(ResultFile.read(result.write(folder))))
        .singleElement()
        .satisfies(
            mixed -> {
              assertThat(mixed.predictedNanos()).isCloseTo(10 + meanBytes / 10, within(1e-6));
              assertThat(mixed.ratio()).isCloseTo(500 / (10 + meanBytes / 10), within(1e-6));
            });
  }

  @Test
  void oneSizePredictsNothing() throws IOException {
    JmhJson result =
        new JmhJson()
            .round(FRAME, frame("native", 100), "", 20)
            .round(MIXED, "\"backend\": \"native\", \"streams\": \"8\"", "", 500);
    assertThat(MixedPrediction.of(ResultFile.read(result.write(folder)))).isEmpty();
  }

  private static String frame(String backend, int sizeBytes) {
    return "\"backend\": \"%s\", \"sizeBytes\": \"%d\"".formatted(backend, sizeBytes);
  }
}
