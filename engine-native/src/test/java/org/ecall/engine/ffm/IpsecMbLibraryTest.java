package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpsecMbLibraryTest {

  private static final String NAME = "libIPSec_MB.so.1";
  private static final int NUMBER_OF_1_2 = 0x010200;

  private static FakeLibrary likeTheSystems() {
    assumeTrue(IpsecMbLibrary.lookup() instanceof SystemLookup.Found, NAME + " is not here");
    return FakeLibrary.like(NAME);
  }

  private static void isAbsent(FakeLibrary library, String reason) {
    assertThatExceptionOfType(LoadException.class)
        .isThrownBy(() -> new IpsecMbLibrary(library.as(NAME)).bind())
        .withMessageStartingWith(reason);
  }

  @Test
  void olderVersionsAreRefused() {
    isAbsent(
        FakeLibrary.empty()
            .withText("imb_get_version_str", "1.2.0")
            .withInt("imb_get_version", NUMBER_OF_1_2),
        "libIPSec_MB.so.1 is 1.2.0; 1.3 or later is needed");
  }

  /** With emulated AES, and with AES but no carry-less multiplication. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1 << 1, 1 << 2, 1 << 19})
  void processorsWithoutTheInstructionsAreRefused(long features) {
    isAbsent(
        likeTheSystems().withLong("imb_get_feature_flags", features),
        "the processor has no instructions for AES-GCM");
  }

  /** As if a manager had its functions elsewhere: whatever does not match, nothing is called. */
  @ParameterizedTest
  @CsvSource({
    "aes_gcm_enc_256_sse, aes_gcm_enc_192_sse",
    "aes_gcm_dec_128_sse, aes_gcm_enc_128_sse",
    "aes_gcm_init_256_sse, aes_gcm_init_192_sse",
    "aes_gcm_dec_256_finalize_sse, aes_gcm_enc_256_finalize_sse",
    "aes_gcm_pre_128_sse, aes_gcm_precomp_128_sse"
  })
  void anUnknownLayoutIsRefused(String function, String other) {
    isAbsent(
        likeTheSystems().withOther(function, other),
        "libIPSec_MB.so.1 has its functions at places where they are not known");
  }

  @Test
  void aFailedInitialisationIsRefused() {
    isAbsent(
        likeTheSystems().withInt("imb_get_errno", 2050, ADDRESS),
        "libIPSec_MB.so.1 does not initialise: ");
  }

  @Test
  void noMemoryIsAReason() {
    isAbsent(
        likeTheSystems().withLong("alloc_mb_mgr", 0, JAVA_LONG),
        "libIPSec_MB.so.1 does not initialise: no memory");
  }

  @Test
  void aMissingFunctionIsNamed() {
    isAbsent(
        likeTheSystems().without("init_mb_mgr_auto"),
        "libIPSec_MB.so.1 has no function init_mb_mgr_auto");
  }

  @Test
  void saysWhatItIs() {
    likeTheSystems();
    IpsecMbBackend backend = new IpsecMbBackend();
    assertThat(backend.availability())
        .isInstanceOfSatisfying(
            Availability.Present.class,
            present -> assertThat(present.version()).matches("1\\.\\d+\\.\\d+.*"));
    assertThat(backend.properties())
        .containsExactlyInAnyOrder(
            BackendProperty.NATIVE_CODE,
            BackendProperty.CONSTANT_TIME,
            BackendProperty.HARDWARE_AES);
    assertThat(backend.details()).containsOnlyKeys("library", "kernel");
    assertThat(backend.details().get("library")).startsWith("/").contains("libIPSec_MB");
    assertThat(backend.details().get("kernel")).matches("(SSE|AVX|AVX2|AVX512)(, VAES)?");
  }
}
