package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.RecordedEvents;
import org.ecall.engine.TestBackend;
import org.ecall.engine.event.EngineEvent.BackendRefused;
import org.ecall.engine.select.BackendReport.Status;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBackendProvider;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which backends are admitted, and that the others are told of and never used. */
class BackendCatalogTest {

  private static SelectionPlan plan(BackendCatalog catalog) {
    return new SelectionPolicy(catalog, BackendConstraints.none(), ProfileSearch.Result.none())
        .plan();
  }

  private static BackendCatalog catalog(AeadBackend... backends) {
    return new BackendCatalog(List.of(() -> List.of(backends)));
  }

  @Test
  void admitsABackendThatPassesItsSelfTest() {
    FakeBackend backend = FakeBackend.working("jdk");
    BackendCatalog catalog = catalog(backend);
    assertThat(catalog.reports())
        .containsExactly(
            new BackendReport(
                "jdk",
                Status.ADMITTED,
                "1.2.3",
                "",
                Set.of(BackendProperty.FIPS),
                FakeBackend.DETAILS));
    assertThat(catalog.admitted("jdk")).containsSame(backend);
    assertThat(catalog.providerFailures()).isEmpty();
  }

  @Test
  void detailsKeepTheirOrderAndCannotBeChanged() {
    Map<String, String> given = new LinkedHashMap<>(FakeBackend.DETAILS);
    BackendReport report = new BackendReport("jdk", Status.ADMITTED, "1.2.3", "", Set.of(), given);
    given.clear();
    assertThat(report.details()).containsExactlyEntriesOf(FakeBackend.DETAILS);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> report.details().clear());
  }

  @Test
  void aBackendNeedNotHaveDetails() {
    assertThat(catalog(new TestBackend()).reports())
        .allSatisfy(report -> assertThat(report.details()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void refusesABackendThatFailsItAndSaysWhy(Fault fault) {
    BackendCatalog catalog = catalog(FakeBackend.broken("jdk", fault::in));
    BackendReport report = catalog.report("jdk").orElseThrow();
    assertThat(report.status()).isEqualTo(Status.REFUSED);
    assertThat(report.version()).isEqualTo("1.2.3");
    assertThat(report.reason()).contains(fault.reason);
    assertThat(report.details()).isEqualTo(FakeBackend.DETAILS);
    assertThat(catalog.admitted("jdk")).isEmpty();
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> catalog.require("jdk"))
        .withMessageContaining("'jdk' is refused: ")
        .withMessageContaining(fault.reason);
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> plan(catalog))
        .withMessageContaining(fault.reason);
  }

  @Test
  void refusesABackendThatCannotExpandAKey() {
    FakeBackend backend =
        FakeBackend.broken(
            "jdk",
            key -> {
              throw new IllegalArgumentException("no keys today");
            });
    assertThat(catalog(backend).report("jdk").orElseThrow().reason()).contains("no keys today");
  }

  @Test
  void anEngineIsToldOfARefusedBackendAndTakesTheNext() {
    var events = new RecordedEvents();
    EngineOptions options = EngineOptions.defaults().withListener(events);
    BackendCatalog catalog =
        catalog(
            FakeBackend.broken("jdk", Fault.WRONG_TAG::in),
            FakeBackend.absent("conscrypt", "the library is not installed"),
            FakeBackend.working("bouncycastle"));
    try (MediaEngine engine = MediaEngine.open(options, catalog)) {
      assertThat(engine.plan().backends()).containsExactly("bouncycastle");
      assertThat(engine.plan().passedOver())
          .contains(
              new PassedOver(
                  PassedOver.Kind.BACKEND,
                  "jdk",
                  "is refused: AES-128-GCM known answer: wrong ciphertext or tag"),
              new PassedOver(
                  PassedOver.Kind.BACKEND, "conscrypt", "is absent: the library is not installed"));
    }
    assertThat(events.all())
        .isEqualTo(
            List.of(
                new BackendRefused("jdk", "AES-128-GCM known answer: wrong ciphertext or tag")));
  }

  @Test
  void anAbsentBackendIsNeverTouched() {
    BackendCatalog catalog = catalog(FakeBackend.absent("jdk", "no reason"));
    assertThat(catalog.reports())
        .containsExactly(
            new BackendReport("jdk", Status.ABSENT, "", "no reason", Set.of(), Map.of()));
    assertThat(catalog.admitted("jdk")).isEmpty();
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> catalog.require("jdk"))
        .withMessage("backend 'jdk' is absent: no reason");
  }

  @Test
  void theSelfTestRunsOnce() {
    var keys = new AtomicInteger();
    BackendCatalog catalog =
        catalog(
            FakeBackend.broken(
                "jdk",
                key -> {
                  keys.incrementAndGet();
                  return key;
                }));
    assertThat(keys).as("nothing runs before it is asked for").hasValue(0);
    catalog.reports();
    assertThat(keys).as("AES-128 and AES-256").hasValue(2);
    catalog.reports();
    assertThat(catalog.admitted("jdk")).isPresent();
    assertThat(plan(catalog).backends()).containsExactly("jdk");
    assertThat(keys).hasValue(2);
  }

  @Test
  void providersMayKnowNamesThatTheyDoNotList() {
    AeadBackendProvider family =
        new AeadBackendProvider() {
          @Override
          public List<AeadBackend> backends() {
            return List.of();
          }

          @Override
          public Optional<AeadBackend> backend(String name) {
            return name.startsWith("jca:")
                ? Optional.of(FakeBackend.working(name))
                : Optional.empty();
          }
        };
    BackendCatalog catalog =
        new BackendCatalog(List.of(() -> List.of(FakeBackend.working("jdk")), family));
    assertThat(catalog.reports()).extracting(BackendReport::name).containsExactly("jdk");
    assertThat(catalog.report("jca:SunJCE").orElseThrow().status()).isEqualTo(Status.ADMITTED);
    assertThat(catalog.require("jca:SunJCE").name()).isEqualTo("jca:SunJCE");
    assertThat(catalog.report("SunJCE")).isEmpty();
    assertThat(catalog.admitted("SunJCE")).isEmpty();
  }

  @Test
  void theFirstProviderThatKnowsANameHasIt() {
    FakeBackend first = FakeBackend.working("jdk");
    FakeBackend second = FakeBackend.broken("jdk", Fault.WRONG_TAG::in);
    BackendCatalog catalog =
        new BackendCatalog(List.of(() -> List.of(first), () -> List.of(second)));
    assertThat(catalog.admitted("jdk")).containsSame(first);
  }
}
