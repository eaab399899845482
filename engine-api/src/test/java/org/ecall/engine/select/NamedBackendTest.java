package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.RecordedEvents;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of an engine whose embedder names a backend, demands something, or has none. */
class NamedBackendTest {

  private static final EngineOptions OPTIONS = EngineOptions.defaults();

  private static BackendCatalog catalog(AeadBackend... backends) {
    return new BackendCatalog(List.of(() -> List.of(backends)));
  }

  @Test
  void takesTheNamedOneAndNoOther() {
    BackendCatalog catalog = catalog(FakeBackend.working("jdk"), FakeBackend.working("other"));
    assertThat(catalog.require("other").name()).isEqualTo("other");
    try (MediaEngine engine = MediaEngine.open(OPTIONS.withBackend("other"), catalog)) {
      assertThat(engine.plan().backends()).containsExactly("other");
      assertThat(engine.plan().of(Operation.OPEN, SizeClass.BYTES_40).reason())
          .isEqualTo("the only one allowed");
      assertThat(engine.plan().selections()).allMatch(choice -> choice.runnerUp().isEmpty());
    }
  }

  @Test
  @DisplayName("R8-1: never offered: \"a fallback that hides itself\"")
  void anEngineOfANamedBackendTakesItOrThrows() {
    BackendCatalog catalog =
        catalog(
            FakeBackend.working("jdk"),
            FakeBackend.absent("conscrypt", "not there"),
            FakeBackend.broken("bouncycastle", Fault.OPENS_NOTHING::in));
    try (MediaEngine engine = MediaEngine.open(OPTIONS.withBackend("jdk"), catalog)) {
      assertThat(engine.plan().backends()).containsExactly("jdk");
    }
    for (String name : List.of("conscrypt", "bouncycastle", "unknown", "JDK", "")) {
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(() -> MediaEngine.open(OPTIONS.withBackend(name), catalog))
          .withMessageContaining("'" + name + "'");
    }
  }

  @Test
  void aNamedBackendHasToSatisfyTheConstraints() {
    BackendConstraints constantTime =
        BackendConstraints.none().requiring(BackendProperty.CONSTANT_TIME);
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () ->
                MediaEngine.open(
                    OPTIONS.withBackend("jdk").withConstraints(constantTime),
                    catalog(FakeBackend.working("jdk"))))
        .withMessage(
            "no backend can be used: backend 'jdk' does not claim CONSTANT_TIME, which is"
                + " required");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    BackendCatalog catalog = catalog(FakeBackend.working("jdk"), FakeBackend.absent("x", "y"));
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> catalog.require("jkd"))
        .withMessage("no backend is named 'jkd'; known: [jdk, x]");
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> MediaEngine.open(OPTIONS.withBackend("jkd"), catalog))
        .withMessageEndingWith("backend 'jkd' is not known; known: [jdk, x]");
  }

  @Test
  void withoutAnyBackendThereIsNoEngine() {
    var events = new RecordedEvents();
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> MediaEngine.open(OPTIONS.withListener(events), catalog()))
        .withMessageContaining("'jdk' is not installed; is engine-java or engine-native on the")
        .withMessageContaining("'bouncycastle' is not installed");
    assertThat(events.all()).isEmpty();
  }

  @Test
  void backendsOutsideTheFixedOrderAreTakenByNameOnly() {
    BackendCatalog catalog = catalog(FakeBackend.working("experimental"));
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> MediaEngine.open(OPTIONS, catalog));
    assertThat(catalog.require("experimental").name()).isEqualTo("experimental");
  }
}
