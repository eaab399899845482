package org.ecall.engine.key;

/**
 * The key identifier of a two-party call: {@code (epoch << 3) | (stream << 1) | direction}
 * (PROTOCOL §3).
 *
 * @param epoch 0 to 2^32 − 1
 * @param stream which stream
 * @param direction which way
 */
public record CallKid(long epoch, MediaStream stream, Direction direction) {

  /** The last epoch; a call that gets there needs a new key agreement. */
  public static final long MAX_EPOCH = 0xFFFF_FFFFL;

  private static final int EPOCH_SHIFT = 3;
  private static final MediaStream[] STREAMS = {
    MediaStream.AUDIO, MediaStream.VIDEO, MediaStream.SCREEN, MediaStream.DATA
  };
  private static final Direction[] DIRECTIONS = {
    Direction.CALLER_TO_CALLEE, Direction.CALLEE_TO_CALLER
  };

  /**
   * Checks the epoch.
   *
   * @throws IllegalArgumentException if it does not fit 32 bits
   */
  public CallKid {
    if (epoch < 0 || epoch > MAX_EPOCH) {
      throw new IllegalArgumentException("epoch " + epoch + " does not fit 32 bits");
    }
  }

  /**
   * Takes a KID apart.
   *
   * @param kid of a two-party call
   * @return its parts
   * @throws IllegalArgumentException if its epoch does not fit 32 bits
   */
  public static CallKid of(long kid) {
    return new CallKid(
        epochOf(kid), STREAMS[(int) (kid >>> 1) & 3], DIRECTIONS[directionBitOf(kid)]);
  }

  /**
   * Bit 0 of a KID.
   *
   * @param kid any KID
   * @return the {@linkplain Direction#bit bit} of a direction
   */
  public static int directionBitOf(long kid) {
    return (int) kid & 1;
  }

  /**
   * The bits of a KID above stream and direction.
   *
   * @param kid any KID
   * @return the epoch, which for a KID of no two-party call may be up to 2^61 − 1
   */
  public static long epochOf(long kid) {
    return kid >>> EPOCH_SHIFT;
  }

  /**
   * The KID itself.
   *
   * @return a number below 2^35
   */
  public long value() {
    return (epoch << EPOCH_SHIFT) | ((long) stream.number() << 1) | direction.bit();
  }
}
