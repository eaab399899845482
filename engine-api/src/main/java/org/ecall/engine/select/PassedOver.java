package org.ecall.engine.select;

/**
 * Something that was there and was not used.
 *
 * @param kind of thing
 * @param what its name
 * @param reason why not, one clause
 */
public record PassedOver(Kind kind, String what, String reason) {

  /** Kinds of things that are passed over. */
  public enum Kind {
    /** A calibration profile. */
    PROFILE,
    /** A backend. */
    BACKEND,
    /** Figures of a backend in the profile that is used. */
    FIGURES
  }
}
