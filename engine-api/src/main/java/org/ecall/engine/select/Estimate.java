package org.ecall.engine.select;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed of a backend for one kind of frames. Until it has been started it is not known
 * which of several kernels or versions is here; then the best of each figure is assumed.
 *
 * @param lowNanos the least time that it may take
 * @param highNanos the greatest time that it may take
 * @param allocates whether a frame allocates
 * @param known whether it is known well enough to take the place of one that allocates
 * @param figure for people: that of the fastest
 */
record Estimate(
    double lowNanos, double highNanos, boolean allocates, boolean known, Measurement figure) {

  /** An error beyond this part of the time says that it was not measured. */
  private static final double MAX_ERROR = 0.5;

  /** What is less certain than this part of the time displaces nobody by allocating nothing. */
  private static final double MAX_ERROR_OF_TIE = 0.1;

  private static final double ALLOCATES_NOTHING_BYTES = 1;

  /** Whether a figure says enough to be used. */
  static boolean isUsable(Measurement figure) {
    return figure.errorNanos() <= MAX_ERROR * figure.nanos();
  }

  /** From what was measured of the kernels and versions that may be here; null without figures. */
  static @Nullable Estimate of(List<Measurement> figures) {
    Estimate best = null;
    for (Measurement figure : figures) {
      best = best == null ? of(figure) : best.or(of(figure));
    }
    return best;
  }

  private static Estimate of(Measurement figure) {
    boolean allocates = figure.bytesPerFrame() >= ALLOCATES_NOTHING_BYTES;
    boolean known = figure.errorNanos() <= MAX_ERROR_OF_TIE * figure.nanos();
    return new Estimate(figure.lowNanos(), figure.highNanos(), allocates, known, figure);
  }

  private Estimate or(Estimate other) {
    return new Estimate(
        Math.min(lowNanos, other.lowNanos),
        Math.min(highNanos, other.highNanos),
        allocates && other.allocates,
        known || other.known,
        highNanos <= other.highNanos ? figure : other.figure);
  }

  /** Whether a backend is certainly slower than another one, whatever the errors. */
  boolean isSlowerThan(Estimate other) {
    return lowNanos > other.highNanos;
  }
}
