package org.ecall.cli.sframe;

import org.ecall.cli.HexBytes;
import org.ecall.cli.HexConverter;
import org.ecall.engine.key.BaseKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a base key in hexadecimal; errors do not repeat it. */
final class BaseKeyConverter implements ITypeConverter<HexBytes> {

  private final HexConverter hex = new HexConverter();

  @Override
  public HexBytes convert(String value) {
    HexBytes bytes = hex.convert(value);
    if (bytes.sizeBytes() < BaseKey.MIN_SIZE_BYTES) {
      throw new TypeConversionException(
          "has " + bytes.sizeBytes() + " bytes, must have at least " + BaseKey.MIN_SIZE_BYTES);
    }
    return bytes;
  }
}
