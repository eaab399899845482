package org.ecall.engine;

/**
 * How many frames that fail authentication one KID may see before an event tells of it. They never
 * disable the key: whoever forwards garbage must not be able to mute a sender.
 *
 * @param alarmFailures failed opens that raise an alarm, at most 2^20
 * @param rekeyFailures failed opens that demand a new key, at most 2^36
 */
public record OpenLimits(long alarmFailures, long rekeyFailures) {

  /** The limits of the protocol: alarm at 2^20, rekey demanded at 2^36. */
  public static final OpenLimits DEFAULT = new OpenLimits(1L << 20, 1L << 36);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is below 1 or above the protocol's
   */
  public OpenLimits {
    if (alarmFailures < 1 || alarmFailures > 1L << 20) {
      throw new IllegalArgumentException(
          "alarmFailures is " + alarmFailures + ", but limits can only be lowered: 1 to 2^20");
    }
    if (rekeyFailures < 1 || rekeyFailures > 1L << 36) {
      throw new IllegalArgumentException(
          "rekeyFailures is " + rekeyFailures + ", but limits can only be lowered: 1 to 2^36");
    }
  }
}
