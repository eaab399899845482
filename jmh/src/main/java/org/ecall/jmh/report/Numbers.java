package org.ecall.jmh.report;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;

/** How the report writes numbers. */
final class Numbers {

  private static final String NONE = "–";

  private Numbers() {}

  /** With about three digits that count. */
  static String shortened(double number) {
    double size = Math.abs(number);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, number);
  }

  /** As it was written, without digits that say nothing. */
  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** Minimum, median, error. */
  static String nanos(Figure figure) {
    return shortened(figure.min())
        + " / "
        + shortened(figure.median())
        + " ± "
        + shortened(figure.error());
  }

  /** Whole bytes; what a profiler allocates itself is no byte. */
  static String bytes(OptionalDouble bytes) {
    return bytes.isPresent() ? String.format(Locale.ROOT, "%,.0f", bytes.getAsDouble()) : NONE;
  }

  /** One number, or from the least to the most. */
  static String byteRange(Collection<OptionalDouble> bytes) {
    var known = bytes.stream().flatMapToDouble(OptionalDouble::stream).summaryStatistics();
    if (known.getCount() == 0) {
      return NONE;
    }
    String least = bytes(OptionalDouble.of(known.getMin()));
    String most = bytes(OptionalDouble.of(known.getMax()));
    return least.equals(most) ? least : least + "–" + most;
  }

  /** As a change: +3.1 %. */
  static String change(double ratio) {
    return String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * 100);
  }
}
