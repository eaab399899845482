package org.ecall.engine.select;

/**
 * What one frame costs, as it was measured. Figures have three decimals; finer ones are rounded.
 *
 * @param nanos time for a frame, in nanoseconds
 * @param errorNanos by how much the time may be off either way, in nanoseconds
 * @param bytesPerFrame what is allocated on the heap for a frame, in bytes
 */
public record Measurement(double nanos, double errorNanos, double bytesPerFrame) {

  /** Greater figures of any kind are refused. */
  public static final double MAX_FIGURE = 1e9;

  /** What no call takes, on any processor. */
  private static final double MIN_NANOS = 1;

  /** What no processor encrypts and authenticates in a nanosecond. */
  private static final double MAX_BYTES_PER_NANO = 128;

  private static final double PRECISION = 1000;

  /**
   * Rounds and checks the figures.
   *
   * @param nanos time for a frame, in nanoseconds
   * @param errorNanos by how much the time may be off either way, in nanoseconds
   * @param bytesPerFrame what is allocated on the heap for a frame, in bytes
   * @throws IllegalArgumentException if one is no number, negative or beyond {@link #MAX_FIGURE},
   *     or the time is shorter than that of any call
   */
  public Measurement {
    nanos = rounded("time", nanos);
    errorNanos = rounded("error", errorNanos);
    bytesPerFrame = rounded("allocation", bytesPerFrame);
    if (nanos < MIN_NANOS) {
      throw new IllegalArgumentException("no frame takes " + nanos + " ns");
    }
  }

  private static double rounded(String what, double figure) {
    // Written so that NaN fails, too.
    if (!(figure >= 0 && figure <= MAX_FIGURE)) {
      throw new IllegalArgumentException(
          what + " is " + figure + ", must be within 0 and " + (long) MAX_FIGURE);
    }
    return Math.round(figure * PRECISION) / PRECISION;
  }

  /**
   * Checks that the time is one that a processor can reach.
   *
   * @throws IllegalArgumentException if it is not
   */
  void requirePossible(SizeClass size) {
    if (nanos * MAX_BYTES_PER_NANO < size.sizeBytes()) {
      throw new IllegalArgumentException(
          "no processor seals or opens " + size.sizeBytes() + " bytes in " + nanos + " ns");
    }
  }

  /** The least time that it may be. */
  double lowNanos() {
    return nanos - errorNanos;
  }

  /** The greatest time that it may be. */
  double highNanos() {
    return nanos + errorNanos;
  }
}
