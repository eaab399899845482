package org.ecall.engine.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.security.Security;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.conscrypt.Conscrypt;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.select.MachineFacts;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaBackendProviderTest {

  private final JavaBackendProvider provider = new JavaBackendProvider();

  @Test
  void backendsWithFixedNames() {
    assertThat(provider.backends().stream().map(AeadBackend::name))
        .containsExactly("jdk", "conscrypt", "vector", "bouncycastle");
    assertThat(provider.backend("JDK")).isEmpty();
    assertThat(provider.backend("openssl")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "vector", "bouncycastle", "jca:SunJCE"})
  void installedBackendsAreAdmitted(String name) {
    BackendCatalog catalog = BackendCatalog.installed();
    BackendReport report = catalog.report(name).orElseThrow();
    assertThat(report.reason()).isEmpty();
    assertThat(report.status()).isEqualTo(BackendReport.Status.ADMITTED);
    assertThat(catalog.admitted(name).orElseThrow().name()).isEqualTo(name);
    assertThat(catalog.providerFailures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"conscrypt, 2.9.0", "bouncycastle, 1.86"})
  void versionsAreThoseOfTheLibraries(String name, String version) {
    assertThat(Backends.named(name).availability()).isEqualTo(new Availability.Present(version));
  }

  @Test
  void properties() {
    assertThat(withoutHardware("jdk")).isEmpty();
    assertThat(withoutHardware("jca:SunJCE")).isEmpty();
    assertThat(withoutHardware("conscrypt"))
        .containsExactlyInAnyOrder(BackendProperty.NATIVE_CODE, BackendProperty.CONSTANT_TIME);
    assertThat(withoutHardware("jca:BC"))
        .as("nobody can know of a provider that we do not know")
        .containsExactly(BackendProperty.NATIVE_CODE);
    assertThat(Backends.named("bouncycastle").properties()).isEmpty();
    assertThat(Backends.named("vector").properties())
        .containsExactly(BackendProperty.CONSTANT_TIME);
  }

  /** Of those that take the processor's instructions where there are any. */
  private static Set<BackendProperty> withoutHardware(String name) {
    Set<BackendProperty> properties = new HashSet<>(Backends.named(name).properties());
    assertThat(properties.remove(BackendProperty.HARDWARE_AES))
        .isEqualTo(MachineFacts.current().cpu().mayHaveAes());
    return properties;
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "vector", "bouncycastle"})
  void inherentPropertiesAreAmongAll(String name) {
    AeadBackend backend = Backends.named(name);
    assertThat(backend.properties()).containsAll(backend.inherentProperties());
  }

  @Test
  void pureJavaInConstantTimeIsTheVectorBackend() {
    BackendConstraints constraints =
        BackendConstraints.none()
            .requiring(BackendProperty.CONSTANT_TIME)
            .forbidding(BackendProperty.NATIVE_CODE)
            .forbidding(BackendProperty.HARDWARE_AES);
    assertThat(backendsUsed(constraints)).containsExactly("vector");
    assertThat(backendsUsed(BackendConstraints.none())).doesNotContain("vector");
  }

  private static Set<String> backendsUsed(BackendConstraints constraints) {
    EngineOptions options = EngineOptions.defaults().withConstraints(constraints);
    try (MediaEngine engine = MediaEngine.open(options)) {
      return Set.copyOf(engine.plan().backends());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jca:NoSuchProvider, 'no JCA provider ''NoSuchProvider'' is installed'",
    "jca:, no provider is named",
    "jca:SUN, the provider SUN has no AES/GCM/NoPadding"
  })
  void absentProvidersSayWhy(String name, String reason) {
    AeadBackend backend = provider.backend(name).orElseThrow();
    assertThat(backend.name()).isEqualTo(name);
    assertThat(backend.properties()).isEmpty();
    assertThat(backend.availability())
        .isInstanceOfSatisfying(
            Availability.Absent.class, absent -> assertThat(absent.reason()).startsWith(reason));
    assertThatIllegalStateException()
        .isThrownBy(() -> backend.expandKey(MemorySegment.ofArray(new byte[32])))
        .withMessageContaining(name)
        .withMessageContaining("absent");
    BackendCatalog catalog = new BackendCatalog(List.of(provider));
    assertThat(catalog.report(name).orElseThrow().status()).isEqualTo(BackendReport.Status.ABSENT);
    assertThat(catalog.admitted(name)).isEmpty();
  }

  @Test
  void nothingIsInstalledInTheJvm() {
    List<?> before = Arrays.asList(Security.getProviders());
    for (String name : List.of("jdk", "conscrypt", "bouncycastle", "jca:BC", "jca:SunJCE")) {
      assertThat(Backends.named(name).availability()).isInstanceOf(Availability.Present.class);
    }
    assertThat(Arrays.asList(Security.getProviders())).isEqualTo(before);
  }

  @Test
  void conscryptIsIsolatedUnderAnyName() {
    Security.addProvider(Conscrypt.newProviderBuilder().setName("MyTls").build());
    try {
      assertThat(JcaProviders.named("MyTls"))
          .isInstanceOfSatisfying(
              JcaLookup.Found.class, found -> assertThat(found.touchesWholeArrays()).isTrue());
    } finally {
      Security.removeProvider("MyTls");
    }
  }
}
