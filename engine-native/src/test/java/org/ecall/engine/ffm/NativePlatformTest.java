package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, x86_64, linux-x86_64",
    "Linux, aarch64, linux-aarch64",
    "Windows Server 2022, amd64, windows-x86_64",
    "Mac OS X, aarch64, mac_os_x-aarch64"
  })
  void names(String os, String arch, String platform) {
    assertThat(NativePlatform.name(os, arch)).isEqualTo(platform);
  }
}
