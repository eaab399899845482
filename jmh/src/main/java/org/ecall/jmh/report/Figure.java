package org.ecall.jmh.report;

import java.util.OptionalDouble;
import org.ecall.jmh.result.Measurement;

/**
 * What a report tells of one measurement.
 *
 * @param min the fastest iteration, in nanoseconds
 * @param median the middle one
 * @param error of the median
 * @param allocatedBytes by an operation
 */
record Figure(double min, double median, double error, OptionalDouble allocatedBytes) {

  static Figure of(Measurement measurement) {
    return new Figure(
        measurement.nanos().min(),
        measurement.nanos().median(),
        measurement.nanos().error(),
        measurement.allocatedBytes());
  }

  /** A figure that was computed. */
  static Figure of(double nanos) {
    return new Figure(nanos, nanos, 0, OptionalDouble.empty());
  }

  /** What is left of a figure that holds another one; none where noise leaves nothing. */
  Figure minus(Figure part) {
    OptionalDouble allocated =
        allocatedBytes.isPresent() && part.allocatedBytes.isPresent()
            ? OptionalDouble.of(
                Math.max(0, allocatedBytes.getAsDouble() - part.allocatedBytes.getAsDouble()))
            : OptionalDouble.empty();
    return new Figure(
        min - part.min, median - part.median, Math.hypot(error, part.error), allocated);
  }

  /** How many times another figure it is; what is allocated has no place in that. */
  Figure dividedBy(Figure other) {
    double ratio = median / other.median;
    double relative = Math.hypot(error / median, other.error / other.median);
    return new Figure(min / other.min, ratio, Math.abs(ratio * relative), OptionalDouble.empty());
  }

  /** Whether it is a time: a difference need not be one. */
  boolean isTime() {
    return min > 0 && median > 0;
  }

  /** Whether this is slower than another figure, beyond the errors of both. */
  boolean slowerThan(Figure other) {
    return median - error > other.median + other.error;
  }
}
