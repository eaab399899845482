package org.ecall.engine;

/**
 * How much one KID may seal. A limit can be lowered, never raised. A frame of {@code n} bytes takes
 * {@code ceil(n / 16) + 1} blocks: those of its payload and the tag mask.
 *
 * @param rekeyAdvisedBlocks blocks after which a rekey is advised by an event, at most 2^35
 * @param maxBlocks blocks after which sealing stops, at most 2^36
 * @param maxFrames frames after which sealing stops, at most 2^32
 */
public record SealLimits(long rekeyAdvisedBlocks, long maxBlocks, long maxFrames) {

  /** The limits of the protocol: advised at 2^35 blocks, stopped at 2^36 blocks or 2^32 frames. */
  public static final SealLimits DEFAULT = new SealLimits(1L << 35, 1L << 36, 1L << 32);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is below 1 or above the protocol's
   */
  public SealLimits {
    requireWithin("rekeyAdvisedBlocks", rekeyAdvisedBlocks, 1L << 35);
    requireWithin("maxBlocks", maxBlocks, 1L << 36);
    requireWithin("maxFrames", maxFrames, 1L << 32);
  }

  private static void requireWithin(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but limits can only be lowered: 1 to " + most);
    }
  }
}
