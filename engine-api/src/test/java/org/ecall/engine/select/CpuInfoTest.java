package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuInfoTest {

  @Test
  void linuxOnX86() {
    CpuFacts cpu =
        CpuInfo.parse(
            """
            processor\t: 0
            vendor_id\t: AuthenticAMD
            cpu family\t: 26
            model\t\t: 2
            model name\t: AMD EPYC
            flags\t\t: fpu aes avx2 vaes sgx

            processor\t: 1
            vendor_id\t: Other
            """);
    assertThat(cpu.vendor()).isEqualTo("AuthenticAMD");
    assertThat(cpu.family()).isEqualTo("26");
    assertThat(cpu.model()).isEqualTo("2");
    assertThat(cpu.name()).isEqualTo("AMD EPYC");
    assertThat(cpu.features()).as("others have no say").containsExactly("aes", "avx2", "vaes");
    assertThat(cpu.mayHaveAes()).isTrue();
  }

  @Test
  void linuxOnArm() {
    CpuFacts cpu =
        CpuInfo.parse(
            """
            processor\t: 0
            Features\t: fp asimd
            CPU implementer\t: 0x41
            CPU architecture: 8
            CPU part\t: 0xd0c
            """);
    assertThat(cpu.vendor()).isEqualTo("0x41");
    assertThat(cpu.family()).isEqualTo("8");
    assertThat(cpu.model()).isEqualTo("0xd0c");
    assertThat(cpu.name()).isEqualTo("unknown");
    assertThat(cpu.mayHaveAes()).isFalse();
  }

  @Test
  void windows() {
    CpuFacts cpu = CpuInfo.parseIdentifier("Intel64 Family 6 Model 142 Stepping 10, GenuineIntel");
    assertThat(cpu.vendor()).isEqualTo("GenuineIntel");
    assertThat(cpu.family()).isEqualTo("6");
    assertThat(cpu.model()).isEqualTo("142");
    assertThat(cpu.mayHaveAes()).as("nobody says that it has not").isTrue();
  }

  @Test
  void nothingKnown() {
    assertThat(CpuInfo.parse("")).isEqualTo(CpuInfo.parseIdentifier(""));
    assertThat(CpuInfo.parse("").vendor()).isEqualTo("unknown");
  }

  @Test
  void thisMachineHasFacts() {
    MachineFacts here = MachineFacts.current();
    assertThat(here.jvmFeature()).isEqualTo(Integer.toString(Runtime.version().feature()));
    assertThat(here.arch()).isEqualTo(System.getProperty("os.arch"));
    assertThat(here.cores()).isPositive();
  }
}
