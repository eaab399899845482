package org.ecall.jmh.bench;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.ecall.jmh.media.SampleFrames;
import org.ecall.jmh.result.BenchmarkCase;
import org.ecall.jmh.result.Measurement;
import org.ecall.jmh.result.ResultFile;

/**
 * What a frame of a real call would take if each took what frames of its size alone take, and how
 * much more it does take: frames of other sizes and under other keys come in between, so that
 * branches are guessed wrong and caches miss.
 *
 * @param benchmarkCase the mixed call
 * @param nanos what a frame took
 * @param predictedNanos what single sizes predict
 */
public record MixedPrediction(BenchmarkCase benchmarkCase, double nanos, double predictedNanos) {

  private static final String MIXED = "MixedCallBenchmark";
  private static final String SINGLE = "FrameBenchmark";
  private static final String BACKEND = "backend";

  /** A line needs two points. */
  private static final int MIN_SIZES = 2;

  /**
   * What a result tells of mixed calls.
   *
   * @param result which must hold frames of single sizes, too
   * @return an entry for each mixed call that there is a prediction for
   */
  public static List<MixedPrediction> of(ResultFile result) {
    return result.measurements().stream()
        .filter(mixed -> mixed.benchmarkCase().className().equals(MIXED))
        .flatMap(mixed -> predict(result, mixed).stream())
        .toList();
  }

  private static Optional<MixedPrediction> predict(ResultFile result, Measurement mixed) {
    BenchmarkCase mixedCase = mixed.benchmarkCase();
    TreeMap<Integer, Double> bySize = new TreeMap<>();
    for (Measurement single : result.measurements()) {
      BenchmarkCase singleCase = single.benchmarkCase();
      if (singleCase.className().equals(SINGLE)
          && singleCase.method().equals(mixedCase.method())
          && singleCase.threads() == mixedCase.threads()
          && singleCase.param(BACKEND).equals(mixedCase.param(BACKEND))
          && singleCase.sizeBytes().isPresent()) {
        bySize.put(singleCase.sizeBytes().getAsInt(), single.nanos().median());
      }
    }
    return bySize.size() < MIN_SIZES
        ? Optional.empty()
        : Optional.of(
            new MixedPrediction(mixedCase, mixed.nanos().median(), predictedNanos(bySize)));
  }

  private static double predictedNanos(NavigableMap<Integer, Double> bySize) {
    return SampleFrames.read().stream()
        .mapToDouble(frame -> interpolate(bySize, frame.payload().length))
        .average()
        .orElseThrow();
  }

  /** On a straight line between the sizes beside it; outside, on that of the outermost two. */
  static double interpolate(NavigableMap<Integer, Double> bySize, int size) {
    Map.Entry<Integer, Double> left = bySize.floorEntry(size);
    Map.Entry<Integer, Double> right = bySize.higherEntry(size);
    if (left == null) {
      left = bySize.firstEntry();
      right = bySize.higherEntry(left.getKey());
    } else if (right == null) {
      right = left;
      left = bySize.lowerEntry(left.getKey());
    }
    double slope = (right.getValue() - left.getValue()) / (right.getKey() - left.getKey());
    return left.getValue() + slope * (size - left.getKey());
  }

  /**
   * What came of the prediction.
   *
   * @return 1 if it holds, more if mixing costs something
   */
  public double ratio() {
    return nanos / predictedNanos;
  }
}
