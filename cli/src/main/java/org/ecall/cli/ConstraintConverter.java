package org.ecall.cli;

import org.ecall.engine.spi.BackendProperty;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a demand on backends. */
final class ConstraintConverter implements ITypeConverter<Constraint> {

  private static final String ALLOW = "allow=";

  @Override
  public Constraint convert(String value) {
    return switch (value) {
      case "constant-time" -> new Constraint.Require(BackendProperty.CONSTANT_TIME);
      case "fips" -> new Constraint.Require(BackendProperty.FIPS);
      case "no-native" -> new Constraint.Forbid(BackendProperty.NATIVE_CODE);
      case "no-hardware-aes" -> new Constraint.Forbid(BackendProperty.HARDWARE_AES);
      default -> {
        if (!value.startsWith(ALLOW) || value.length() == ALLOW.length()) {
          throw new TypeConversionException(
              "'"
                  + value
                  + "' is no constraint: constant-time, fips, no-native, no-hardware-aes or"
                  + " allow=NAME");
        }
        yield new Constraint.Allow(value.substring(ALLOW.length()));
      }
    };
  }
}
