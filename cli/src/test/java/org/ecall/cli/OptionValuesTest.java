package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ecall.engine.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OptionValuesTest {

  @Test
  void hexTakesEitherCaseAndWhiteSpace() {
    assertThat(Hex.parse(" 0a FF\n\t1 0\r\n")).containsExactly(0x0A, 0xFF, 0x10);
    assertThat(Hex.parse("")).isEmpty();
    assertThat(Hex.format(new byte[] {0, -1})).isEqualTo("00ff");
  }

  @Test
  void hexErrorsDoNotRepeatTheText() {
    assertThatThrownBy(() -> Hex.parse("c0ffee0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd number")
        .hasMessageNotContaining("c0ffee");
    assertThatThrownBy(() -> Hex.parse("c0ffeeX0"))
        .hasMessage("character 7 is not a hexadecimal digit");
    assertThatThrownBy(() -> Hex.parse("٣٣")).hasMessageContaining("character 1");
  }

  @Test
  void hexOptionsDoNotPrint() {
    assertThat(new HexConverter().convert("c0ffee").toString()).isEqualTo("HexBytes[3 bytes]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "0x10, 16",
    "0XfF, 255",
    "9223372036854775808, -9223372036854775808",
    "18446744073709551615, -1",
    "0xffffffffffffffff, -1"
  })
  void unsignedNumbersReach64Bits(String text, long bits) {
    assertThat(new UnsignedLongConverter().convert(text)).isEqualTo(bits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "18446744073709551616", "0x", "0x-1", "ten", "", "1.5", "--5"})
  void whatIsNoUnsignedNumberIsRefused(String text) {
    assertThatThrownBy(() -> new UnsignedLongConverter().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }

  @Test
  void suitesAreNamedByNumber() {
    assertThat(new SuiteConverter().convert("5")).isEqualTo(CipherSuite.AES_256_GCM_SHA512_128);
    assertThat(new SuiteConverter().convert("0x0004"))
        .isEqualTo(CipherSuite.AES_128_GCM_SHA256_128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "6", "-5", "AES", "", "5000000000"})
  void unknownSuitesAreRefusedWithTheKnownOnes(String text) {
    assertThatThrownBy(() -> new SuiteConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("5 (AES_256_GCM_SHA512_128)");
  }
}
