package org.ecall.engine.select;

/** What is done with a frame. */
public enum Operation {
  /** Encrypting and authenticating. */
  SEAL("seal"),
  /** Verifying and decrypting. */
  OPEN("open");

  private final String label;

  Operation(String label) {
    this.label = label;
  }

  /**
   * The operation as profiles and reports spell it.
   *
   * @return lower case
   */
  public String label() {
    return label;
  }
}
