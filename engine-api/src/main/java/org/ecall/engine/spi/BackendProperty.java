package org.ecall.engine.spi;

/** What a backend claims of itself on this machine, for constraints and reports. */
public enum BackendProperty {
  /** Neither branches nor memory addresses depend on secrets, on every processor it runs on. */
  CONSTANT_TIME,
  /** Runs code outside the JVM. */
  NATIVE_CODE,
  /**
   * Uses the processor's instructions for AES here, or may do so: claimed wherever it cannot be
   * ruled out, because it is there to be forbidden.
   */
  HARDWARE_AES,
  /** Runs a module in its FIPS 140 approved mode. */
  FIPS
}
