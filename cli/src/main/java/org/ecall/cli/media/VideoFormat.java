package org.ecall.cli.media;

/**
 * A VP8 stream in IVF. A tick lasts {@code tickNumerator / tickDenominator} seconds.
 *
 * @param widthPixels as the container says, 1 to 65,535; key frames state their own
 * @param heightPixels as the container says, 1 to 65,535; key frames state their own
 * @param tickNumerator 1 to 2<sup>32</sup> − 1
 * @param tickDenominator 1 to 2<sup>32</sup> − 1; with a numerator of 1 often the frame rate
 */
public record VideoFormat(
    int widthPixels, int heightPixels, long tickNumerator, long tickDenominator)
    implements MediaFormat {

  private static final int MAX_PIXELS = 0xFFFF;
  private static final long MAX_TICK_PART = 0xFFFF_FFFFL;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /**
   * Creates a format.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public VideoFormat {
    check(widthPixels, MAX_PIXELS, "width");
    check(heightPixels, MAX_PIXELS, "height");
    check(tickNumerator, MAX_TICK_PART, "tick numerator");
    check(tickDenominator, MAX_TICK_PART, "tick denominator");
  }

  private static void check(long value, long max, String what) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(what + " " + value + " is not within 1 to " + max);
    }
  }

  @Override
  public String codec() {
    return "VP8";
  }

  @Override
  public String fileExtension() {
    return ".ivf";
  }

  @Override
  public long ticksToMicros(long ticks) {
    long wholeSeconds = Math.multiplyExact(ticks / tickDenominator, tickNumerator);
    long rest = ticks % tickDenominator * tickNumerator;
    return Math.addExact(
        Math.multiplyExact(wholeSeconds, MICROS_PER_SECOND), microsOf(rest, tickDenominator));
  }

  /** Splits once more, since numerator and denominator may fill 32 bits each. */
  private static long microsOf(long numerator, long denominator) {
    long seconds = Long.divideUnsigned(numerator, denominator);
    long rest = Long.remainderUnsigned(numerator, denominator);
    return seconds * MICROS_PER_SECOND + rest * MICROS_PER_SECOND / denominator;
  }
}
