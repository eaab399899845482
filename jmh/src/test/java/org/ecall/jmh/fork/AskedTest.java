package org.ecall.jmh.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskedTest {

  @Test
  void aKernelStandsBehindASlash() {
    assertThat(Asked.parse("native")).isEqualTo(new Asked("native", null));
    assertThat(Asked.parse("native/portable")).isEqualTo(new Asked("native", "portable"));
    assertThat(Asked.parse(Asked.withKernel("portable"))).hasToString("native/portable");
    assertThat(Asked.parse("jca:SunJCE")).hasToString("jca:SunJCE");
  }
}
