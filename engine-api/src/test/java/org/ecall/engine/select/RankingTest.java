package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTest {

  private static Ranking.Entrant entrant(String name, double nanos, double bytes) {
    return new Ranking.Entrant(name, Estimate.of(List.of(new Measurement(nanos, 5, bytes))));
  }

  /** The reason is all that `explain` has to say about a choice. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 | 0  | 200 | 200 | first  | first of the fixed order, and the fastest
          104 | 0  | 100 | 200 | first  | first of the fixed order, and none is faster beyond the errors of both
          200 | 0  | 100 | 200 | second | faster than first beyond the errors of both
          200 | 0  | 104 | 100 | second | as fast as third within the errors of both, and preferred to it
          104 | 16 | 100 | 200 | second | as fast as first within the errors of both, and allocates nothing
          """)
  void saysWhy(
      double first, double firstBytes, double second, double third, String chosen, String reason) {
    Ranking.Outcome outcome =
        Ranking.rank(
            List.of(
                entrant("first", first, firstBytes),
                entrant("second", second, 0),
                entrant("third", third, 0)));
    assertThat(outcome.chosen().backend()).isEqualTo(chosen);
    assertThat(outcome.reason()).isEqualTo(reason);
  }
}
