package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.Test;

class BackendConstraintsTest {

  @Test
  void demandsAdd() {
    BackendConstraints constraints =
        BackendConstraints.none()
            .allowing("b", "a", "c")
            .allowing("c", "d", "a")
            .requiring(BackendProperty.CONSTANT_TIME)
            .requiring(BackendProperty.FIPS)
            .forbidding(BackendProperty.NATIVE_CODE);
    assertThat(constraints)
        .isEqualTo(
            new BackendConstraints(
                Set.of("a", "c"),
                Set.of(BackendProperty.CONSTANT_TIME, BackendProperty.FIPS),
                Set.of(BackendProperty.NATIVE_CODE)));
  }

  @Test
  void anEmptyListOfNamesWouldAllowEverything() {
    assertThatIllegalArgumentException().isThrownBy(() -> BackendConstraints.none().allowing());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BackendConstraints.none().allowing("a").allowing("b"))
        .withMessageContaining("[a]");
  }

  @Test
  void objectionsSayWhatIsMissingOrRuledOut() {
    BackendConstraints constraints =
        BackendConstraints.none()
            .requiring(BackendProperty.CONSTANT_TIME)
            .forbidding(BackendProperty.NATIVE_CODE);
    assertThat(constraints.objectionTo(Set.of(BackendProperty.CONSTANT_TIME))).isNull();
    assertThat(constraints.objectionTo(Set.of()))
        .isEqualTo("does not claim CONSTANT_TIME, which is required");
    assertThat(
            constraints.objectionTo(
                Set.of(BackendProperty.CONSTANT_TIME, BackendProperty.NATIVE_CODE)))
        .isEqualTo("claims NATIVE_CODE, which is ruled out");
    assertThat(constraints.objectionToHaving(Set.of())).isNull();
  }
}
