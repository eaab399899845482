package org.ecall.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ecall.engine.CipherSuite;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a cipher suite by its registered number, decimal or, after {@code 0x}, hexadecimal. */
public final class SuiteConverter implements ITypeConverter<CipherSuite> {

  /** For picocli. */
  public SuiteConverter() {}

  @Override
  public CipherSuite convert(String value) {
    try {
      return CipherSuite.ofId(Integer.decode(value)).orElseThrow(() -> unknown(value));
    } catch (NumberFormatException e) {
      throw unknown(value);
    }
  }

  private static TypeConversionException unknown(String value) {
    String known =
        Arrays.stream(CipherSuite.values())
            .map(suite -> suite.id() + " (" + suite + ")")
            .collect(Collectors.joining(", "));
    return new TypeConversionException(
        "'" + value + "' is not a suite that is implemented; these are: " + known);
  }
}
