package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.RecordedEvents;
import org.ecall.engine.spi.AeadBackend;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {

  private static BackendCatalog catalog(AeadBackend... backends) {
    return new BackendCatalog(List.of(() -> List.of(backends)));
  }

  @Test
  void prefersTheFixedOrderWhateverTheOrderOfTheProviders() {
    BackendCatalog catalog =
        catalog(
            FakeBackend.working("bouncycastle"),
            FakeBackend.working("jdk"),
            FakeBackend.working("native"),
            FakeBackend.working("openssl"));
    BackendChoice choice = BackendChoice.preferred(catalog);
    assertThat(choice.backend().name()).isEqualTo("native");
    assertThat(choice.report().name()).isEqualTo("native");
    assertThat(choice.reason())
        .isEqualTo("first of the fixed order " + SelectionPolicy.FIXED_ORDER);
  }

  @Test
  void saysWhatWasPassedOverAndWhy() {
    BackendCatalog catalog =
        catalog(
            FakeBackend.absent("native", "this build has no library"),
            FakeBackend.working("conscrypt"));
    BackendChoice choice = BackendChoice.preferred(catalog);
    assertThat(choice.backend().name()).isEqualTo("conscrypt");
    assertThat(choice.reason())
        .endsWith(
            "that can be used: native is absent: this build has no library; jdk is not installed");
  }

  /** A library of the system may be of any age: not before the JVM's own without a measurement. */
  @Test
  void librariesOfTheSystemComeAfterTheJvmsOwn() {
    BackendCatalog catalog =
        catalog(
            FakeBackend.working("openssl"),
            FakeBackend.working("ipsec-mb"),
            FakeBackend.working("jdk"));
    assertThat(BackendChoice.preferred(catalog).backend().name()).isEqualTo("jdk");
  }

  @Test
  void takesTheNamedOneAndNoOther() {
    BackendCatalog catalog = catalog(FakeBackend.working("jdk"), FakeBackend.working("other"));
    BackendChoice choice = BackendChoice.named(catalog, "other");
    assertThat(choice.backend().name()).isEqualTo("other");
    assertThat(choice.reason()).isEqualTo("asked for by name");
  }

  @Test
  @DisplayName("R8-1: never offered: \"a fallback that hides itself\"")
  void anEngineOfANamedBackendTakesItOrThrows() {
    BackendCatalog catalog =
        catalog(
            FakeBackend.working("jdk"),
            FakeBackend.absent("conscrypt", "not there"),
            FakeBackend.broken("bouncycastle", Fault.OPENS_NOTHING::in));
    EngineOptions options = EngineOptions.defaults();
    try (MediaEngine engine = MediaEngine.open(options.withBackend("jdk"), catalog)) {
      assertThat(engine.backend().backend().name()).isEqualTo("jdk");
    }
    for (String name : List.of("conscrypt", "bouncycastle", "unknown", "JDK", "")) {
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(() -> MediaEngine.open(options.withBackend(name), catalog))
          .withMessageContaining("'" + name + "'");
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    BackendCatalog catalog = catalog(FakeBackend.working("jdk"), FakeBackend.absent("x", "y"));
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> BackendChoice.named(catalog, "jkd"))
        .withMessage("no backend is named 'jkd'; known: [jdk, x]");
  }

  @Test
  void withoutAnyBackendThereIsNoEngine() {
    var events = new RecordedEvents();
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () -> MediaEngine.open(EngineOptions.defaults().withListener(events), catalog()))
        .withMessageContaining("jdk is not installed")
        .withMessageContaining("bouncycastle is not installed");
    assertThat(events.all()).isEmpty();
  }

  @Test
  void backendsOutsideTheFixedOrderAreTakenByNameOnly() {
    BackendCatalog catalog = catalog(FakeBackend.working("experimental"));
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> BackendChoice.preferred(catalog));
    assertThat(BackendChoice.named(catalog, "experimental").backend().name())
        .isEqualTo("experimental");
  }
}
