package org.ecall.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option in hexadecimal; errors do not repeat it. */
public final class HexConverter implements ITypeConverter<HexBytes> {

  /** For picocli. */
  public HexConverter() {}

  @Override
  public HexBytes convert(String value) {
    try {
      return new HexBytes(Hex.parse(value));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
