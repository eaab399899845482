package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.Test;

class OpenSslLibraryTest {

  private static final String NAME = "libcrypto.so.3";
  private static final int NUMBER_OF_1_1_1 = 0x1010_117f;
  private static final int NUMBER_OF_3_0_0 = 0x3000_0000;
  private static final int NUMBER_OF_4_0_0 = 0x4000_0000;

  private static FakeLibrary likeTheSystems() {
    assumeTrue(
        SystemLookup.of(OpenSslLibraryTest::systems) instanceof SystemLookup.Found,
        NAME + " is not here");
    return FakeLibrary.like(NAME);
  }

  private static SystemLookup.Found systems() throws LoadException {
    return new OpenSslLibrary(SystemLibrary.open(List.of(NAME))).found();
  }

  private static void isAbsent(FakeLibrary library, String reason) {
    assertThatExceptionOfType(LoadException.class)
        .isThrownBy(() -> new OpenSslLibrary(library.as(NAME)).found())
        .withMessage(reason);
  }

  @Test
  void olderVersionsAreRefused() {
    isAbsent(
        FakeLibrary.empty()
            .withText("OpenSSL_version", "OpenSSL 1.1.1w  11 Sep 2023", JAVA_INT)
            .withInt("OpenSSL_version_num", NUMBER_OF_1_1_1),
        "libcrypto.so.3 is OpenSSL 1.1.1w  11 Sep 2023; OpenSSL 3.0 or later is needed");
  }

  @Test
  void theFirstAndLaterVersionsAreTaken() throws LoadException {
    for (int number : new int[] {NUMBER_OF_3_0_0, NUMBER_OF_4_0_0, 0xf000_0000}) {
      FakeLibrary library = likeTheSystems().withInt("OpenSSL_version_num", number);
      assertThat(new OpenSslLibrary(library.as(NAME)).found().version()).startsWith("OpenSSL 3");
    }
  }

  @Test
  void aMissingFunctionIsNamed() {
    for (String function : List.of("OpenSSL_version", "EVP_CipherUpdate", "EVP_CIPHER_fetch")) {
      isAbsent(likeTheSystems().without(function), "libcrypto.so.3 has no function " + function);
    }
  }

  @Test
  void aCipherThatTheConfigurationTakesAwayIsNamed() {
    isAbsent(
        likeTheSystems().withLong("EVP_CIPHER_fetch", 0, ADDRESS, ADDRESS, ADDRESS),
        "libcrypto.so.3 as it is configured (openssl.cnf) has no AES-128-GCM");
  }

  @Test
  void failingToInitialiseIsAReason() {
    isAbsent(
        likeTheSystems().withInt("OPENSSL_init_crypto", 0, JAVA_LONG, ADDRESS),
        "libcrypto.so.3 does not initialise");
  }

  @Test
  void fipsIsClaimedWhereTheLibrarySaysSo() throws LoadException {
    String isFips = "EVP_default_properties_is_fips_enabled";
    assertThat(
            new OpenSslLibrary(likeTheSystems().withInt(isFips, 1, ADDRESS).as(NAME))
                .found()
                .properties())
        .contains(BackendProperty.NATIVE_CODE, BackendProperty.FIPS);
    assertThat(
            new OpenSslLibrary(likeTheSystems().withInt(isFips, 0, ADDRESS).as(NAME))
                .found()
                .properties())
        .contains(BackendProperty.NATIVE_CODE)
        .doesNotContain(BackendProperty.FIPS, BackendProperty.CONSTANT_TIME);
  }

  @Test
  void detailsSayWhichLibraryItIs() {
    likeTheSystems();
    OpenSslBackend backend = new OpenSslBackend();
    assertThat(backend.details().get("library")).startsWith("/").contains("libcrypto");
    assertThat(backend.availability())
        .isInstanceOfSatisfying(
            Availability.Present.class,
            present -> assertThat(present.version()).startsWith("OpenSSL "));
  }

  /** Another user of libcrypto on this thread would take it for its own. */
  @Test
  void aRefusedMessageLeavesNoErrorBehind() throws LoadException {
    likeTheSystems();
    MethodHandle peek =
        SystemLibrary.open(List.of(NAME)).bind("ERR_peek_error", FunctionDescriptor.of(JAVA_INT));
    try (Arena arena = Arena.ofConfined();
        AeadKey key = new OpenSslBackend().expandKey(arena.allocate(32))) {
      byte[] out = new byte[16];
      assertThat(key.open(1, 2, new byte[0], 0, 0, new byte[32], 0, 16, out, 0)).isFalse();
      assertThat((int) SystemLibrary.call(peek)).isZero();
    }
  }
}
