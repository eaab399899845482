package org.ecall.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ecall.jmh.fork.Present;
import org.junit.jupiter.api.Test;

class SuiteTest {

  private static final List<String> PEERS = List.of("SunJCE", "Conscrypt", "ACCP", "BouncyCastle");

  private static final Present EVERYTHING =
      new Present(
          List.of("jdk", "conscrypt", "bouncycastle", "vector", "native", "openssl", "ipsec-mb"),
          List.of("native/x86_vaes256", "native/x86_aesni", "native/portable"),
          PEERS,
          Map.of());

  private static final Present LITTLE =
      new Present(List.of("jdk"), List.of(), List.of("SunJCE"), Map.of("native", "no library"));

  @Test
  void whatIsAbsentIsLeftOut() {
    assertThat(Suite.full(LITTLE))
        .isNotEmpty()
        .allSatisfy(
            part ->
                assertThat(part.params())
                    .satisfies(
                        params -> {
                          assertThat(params.getOrDefault("backend", "jdk")).isEqualTo("jdk");
                          assertThat(params.getOrDefault("subject", "jdk")).isIn("jdk", "SunJCE");
                        }));
  }

  @Test
  void allOfOneSizeStandSideBySide() {
    List<Part> parts = Suite.full(EVERYTHING);
    List<String> first =
        parts.stream()
            .map(Part::toString)
            .dropWhile(part -> part.startsWith("ClockBenchmark"))
            .limit(15)
            .toList();
    assertThat(first)
        .allMatch(part -> part.startsWith("CipherBenchmark.seal sizeBytes=40 "))
        .anyMatch(part -> part.endsWith("subject=native/portable"))
        .anyMatch(part -> part.endsWith("subject=BouncyCastle"))
        .anyMatch(part -> part.endsWith("subject=jca:AmazonCorrettoCryptoProvider"));
  }

  @Test
  void nothingIsMeasuredTwiceInARound() {
    assertThat(Suite.full(EVERYTHING)).doesNotHaveDuplicates();
    assertThat(Suite.quick(EVERYTHING)).doesNotHaveDuplicates();
  }

  @Test
  void bothCanBeComparedAndPredictMixedCalls() {
    for (List<Part> parts : List.of(Suite.quick(LITTLE), Suite.full(LITTLE))) {
      assertThat(parts).anyMatch(Yardstick::isPart);
      assertThat(parts).anyMatch(part -> part.benchmark().equals("MixedCallBenchmark.seal"));
      assertThat(parts.stream().filter(part -> part.benchmark().equals("FrameBenchmark.seal")))
          .hasSizeGreaterThan(1);
    }
  }

  @Test
  void aFirstLookTakesMinutesAndEverythingLessThanAnHour() {
    assertThat(Effort.QUICK.estimate(2 * Suite.quick(EVERYTHING).size()))
        .isLessThan(Duration.ofMinutes(4));
    assertThat(Effort.FULL.estimate(3 * Suite.full(EVERYTHING).size()))
        .isLessThan(Duration.ofMinutes(45));
  }
}
