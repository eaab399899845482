package org.ecall.jmh.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

  private static Samples samples(double[]... forks) {
    return Samples.of(List.of(forks));
  }

  @Test
  void knownSamples() {
    Samples samples = samples(new double[] {9, 1, 5}, new double[] {3, 7, 100});

    assertThat(samples.count()).isEqualTo(6);
    assertThat(samples.forks()).isEqualTo(2);
    assertThat(samples.min()).isEqualTo(1);
    assertThat(samples.median()).isEqualTo(6);
    // Distances from 6: 1, 1, 3, 3, 5, 94.
    assertThat(samples.error())
        .isCloseTo(1.96 * Math.sqrt(Math.PI / 2) * 1.4826 * 3 / Math.sqrt(2), within(1e-9));
  }

  @Test
  void fewSamplesHaveNoError() {
    Samples few = samples(new double[] {10, 10, 10, 10});
    Samples muchSlower = samples(new double[] {100, 100, 100, 100, 100});

    assertThat(few.error()).isEqualTo(few.median());
    assertThat(few.slowerThan(muchSlower)).isFalse();
    assertThat(muchSlower.slowerThan(few)).isTrue();
    assertThat(samples(new double[] {25}).slowerThan(samples(new double[] {1}))).isFalse();
  }

  @Test
  void anOutlierMovesLittle() {
    double[] quiet = {10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6};
    double[] disturbed = {10.0, 10.1, 10.2, 10.3, 10.4, 900, 1_000};

    assertThat(samples(disturbed).median()).isEqualTo(samples(quiet).median());
    assertThat(samples(disturbed).error()).isLessThan(2 * samples(quiet).error());
  }

  @Test
  void theErrorHoldsTheTrueMedianInMostRuns() {
    Random random = new Random(7);
    int held = 0;
    int runs = 1_000;
    for (int run = 0; run < runs; run++) {
      List<double[]> forks = new ArrayList<>();
      for (int fork = 0; fork < 20; fork++) {
        forks.add(new double[] {100 + random.nextGaussian()});
      }
      Samples samples = Samples.of(forks);
      held += Math.abs(samples.median() - 100) <= samples.error() ? 1 : 0;
    }
    assertThat(held / (double) runs).isBetween(0.90, 0.98);
  }

  @Property(tries = 200)
  void orderDoesNotMatterAndTheMinimumIsTheLeast(
      @ForAll @Size(min = 5, max = 40) List<@DoubleRange(min = 0.01, max = 1e6) Double> times) {
    double[] some = times.stream().mapToDouble(Double::doubleValue).toArray();
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();

    assertThat(samples(some)).hasToString(samples(sorted).toString());
    assertThat(samples(some).min())
        .isEqualTo(sorted[0])
        .isLessThanOrEqualTo(samples(some).median());
    assertThat(samples(some).error()).isNotNegative().isFinite();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e-7, 1e16, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoTime(double time) {
    assertThatThrownBy(() -> samples(new double[] {1, time}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> Samples.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
