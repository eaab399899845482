package org.ecall.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an unsigned 64-bit number, decimal or, after {@code 0x}, hexadecimal. */
public final class UnsignedLongConverter implements ITypeConverter<Long> {

  private static final String HEX_PREFIX = "0x";

  /** For picocli. */
  public UnsignedLongConverter() {}

  @Override
  public Long convert(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    try {
      return text.startsWith(HEX_PREFIX)
          ? Long.parseUnsignedLong(text.substring(HEX_PREFIX.length()), 16)
          : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + value + "' is not a number from 0 to 18446744073709551615");
    }
  }
}
