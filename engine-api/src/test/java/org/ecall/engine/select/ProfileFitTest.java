package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileFitTest {

  private static MachineFacts machine(
      String vendor, String family, String model, String feature, String arch, String jvm) {
    CpuFacts cpu = new CpuFacts(vendor, family, model, "name", Set.of(feature));
    return new MachineFacts(cpu, 2, "linux", arch, jvm);
  }

  private static ProfileFit fit(MachineFacts measured, MachineFacts here) {
    return ProfileFit.of(Profiles.on(measured, Profiles.DATE), here);
  }

  @ParameterizedTest
  @CsvSource({
    "V, 6, 1, aes, amd64, 25.0.1, FITS",
    "V, 6, 1, aes, amd64, 25.0.9+1, FITS",
    "V, 6, any, aes, amd64, 25, FITS",
    "W, 6, 1, aes, amd64, 25.0.1, FOREIGN",
    "V, 7, 1, aes, amd64, 25.0.1, FOREIGN",
    "V, 6, 2, aes, amd64, 25.0.1, FOREIGN",
    "V, 6, 1, vaes, amd64, 25.0.1, FOREIGN",
    "V, 6, 1, aes, aarch64, 25.0.1, FOREIGN",
    "V, 6, 1, aes, amd64, 26, STALE"
  })
  void comparesWhatSpeedsDependOn(
      String vendor,
      String family,
      String model,
      String feature,
      String arch,
      String jvm,
      ProfileFit.Status status) {
    ProfileFit fit =
        fit(
            machine(vendor, family, model, feature, arch, jvm),
            machine("V", "6", "1", "aes", "amd64", "25.0.1"));
    assertThat(fit.status()).isEqualTo(status);
    assertThat(fit.reason().isEmpty()).isEqualTo(status == ProfileFit.Status.FITS);
  }

  @Test
  void anUnknownProcessorIsToldByItsSystem() {
    CpuFacts unknown = CpuInfo.parse("");
    MachineFacts here = new MachineFacts(unknown, 8, "mac os x", "aarch64", "25");
    assertThat(fit(here, here).status()).isEqualTo(ProfileFit.Status.FITS);
    MachineFacts larger = new MachineFacts(unknown, 10, "mac os x", "aarch64", "25");
    assertThat(fit(larger, here).status()).isEqualTo(ProfileFit.Status.FOREIGN);
  }
}
