package org.ecall.engine.spi;

/** What a backend claims of itself, for constraints and reports. */
public enum BackendProperty {
  /** Neither branches nor memory addresses depend on secrets, on every processor it runs on. */
  CONSTANT_TIME,
  /** Runs code outside the JVM. */
  NATIVE_CODE,
  /** Runs a module in its FIPS 140 approved mode. */
  FIPS
}
