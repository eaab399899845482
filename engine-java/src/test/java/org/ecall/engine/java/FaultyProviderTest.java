package org.ecall.engine.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.List;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a provider does, nothing wrong gets out of the backend. */
class FaultyProviderTest {

  private static final byte[] KEY =
      "Only for tests: 32 bytes of key.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NONE = new byte[0];

  private final FakeGcm provider = new FakeGcm("FakeGcm", FakeGcm.Fault.NONE);
  private final BackendCatalog catalog = new BackendCatalog(List.of(new JavaBackendProvider()));

  @BeforeEach
  void install() {
    Security.addProvider(provider);
  }

  @AfterEach
  void remove() {
    Security.removeProvider(provider.getName());
  }

  @Test
  void anInstalledProviderIsFoundAndAdmitted() {
    BackendReport report = catalog.report("jca:FakeGcm").orElseThrow();
    assertThat(report.status()).isEqualTo(BackendReport.Status.ADMITTED);
    assertThat(report.name()).isEqualTo("jca:FakeGcm");
    assertThat(report.version()).isEqualTo("1");
  }

  @Test
  void aProviderWithWrongTagsIsRefused() {
    provider.fault = FakeGcm.Fault.WRONG_TAG;
    assertThat(catalog.report("jca:FakeGcm").orElseThrow().status())
        .isEqualTo(BackendReport.Status.REFUSED);
    assertThat(catalog.report("jca:FakeGcm").orElseThrow().reason()).contains("known answer");
    assertThat(catalog.admitted("jca:FakeGcm")).isEmpty();
  }

  @Test
  void aProviderThatThrowsIsRefused() {
    provider.fault = FakeGcm.Fault.THROWS;
    BackendReport report = catalog.report("jca:FakeGcm").orElseThrow();
    assertThat(report.status()).isEqualTo(BackendReport.Status.REFUSED);
    assertThat(report.reason()).contains("jca:FakeGcm").contains("seal").contains("out of order");
  }

  @Test
  void plaintextThatWasLeftBehindIsWiped() {
    provider.fault = FakeGcm.Fault.LEAVES_PLAINTEXT;
    try (AeadKey key = expand()) {
      byte[] out = new byte[40];
      assertThat(key.open(1, 2, NONE, 0, 0, new byte[56], 0, 40, out, 0)).isFalse();
      assertThat(out).containsOnly(0);
    }
  }

  @Test
  void aCipherThatThrewIsNotUsedAgain() {
    try (AeadKey key = expand()) {
      byte[] sealed = new byte[26];
      key.seal(1, 2, NONE, 0, 0, new byte[10], 0, 10, sealed, 0);
      int before = provider.ciphersMade.get();
      provider.fault = FakeGcm.Fault.THROWS;
      assertThatIllegalStateException()
          .isThrownBy(() -> key.seal(1, 3, NONE, 0, 0, new byte[10], 0, 10, new byte[26], 0))
          .withMessageContaining("'jca:FakeGcm'")
          .withMessageContaining("seal");
      byte[] out = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
      assertThatIllegalStateException()
          .isThrownBy(() -> key.open(1, 2, NONE, 0, 0, sealed, 0, 10, out, 0))
          .withMessageContaining("open");
      assertThat(out).containsOnly(0);
      provider.fault = FakeGcm.Fault.NONE;
      assertThat(key.open(1, 2, NONE, 0, 0, sealed, 0, 10, out, 0)).isTrue();
      assertThat(provider.ciphersMade.get()).isEqualTo(before + 2);
    }
  }

  @Test
  void ciphersAreReusedUnlessANonceIsSealedTwice() {
    try (AeadKey key = expand()) {
      int before = provider.ciphersMade.get();
      for (int i = 0; i < 100; i++) {
        key.seal(1, i, NONE, 0, 0, new byte[10], 0, 10, new byte[26], 0);
      }
      assertThat(provider.ciphersMade.get()).isEqualTo(before);
      key.seal(1, 99, NONE, 0, 0, new byte[10], 0, 10, new byte[26], 0);
      assertThat(provider.ciphersMade.get()).isEqualTo(before + 1);
    }
  }

  @Test
  void closingGivesTheProviderAKeyOfZeros() {
    AeadKey key = expand();
    key.seal(1, 2, NONE, 0, 0, new byte[10], 0, 10, new byte[26], 0);
    assertThat(provider.lastKey).isEqualTo(KEY);
    key.close();
    assertThat(provider.lastKey).isEqualTo(new byte[KEY.length]);
  }

  private static AeadKey expand() {
    return Backends.named("jca:FakeGcm").expandKey(MemorySegment.ofArray(KEY));
  }
}
