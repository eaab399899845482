package org.ecall.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViolationsTest {

  @Test
  void manyConsequencesDoNotCrowdOutTheirCause() {
    Violations violations = new Violations();
    for (int i = 1; i <= 1_000; i++) {
      violations.add(Violations.Kind.OPENING, "opening failed " + i);
    }
    violations.add(Violations.Kind.QUARANTINE, "cause");
    assertThat(violations.count()).isEqualTo(1_001);
    assertThat(violations.first())
        .containsExactly(
            "cause",
            "opening failed 1",
            "opening failed 2",
            "opening failed 3",
            "opening failed 4",
            "opening failed 5");
  }
}
