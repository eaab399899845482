package org.ecall.cli.adversary;

import org.jspecify.annotations.Nullable;

/**
 * A header as RFC 9605 §4.3 has it, read by the letter.
 *
 * @param kid key identifier
 * @param ctr counter
 * @param sizeBytes its size
 * @param minimal whether no number takes more bytes than it needs
 */
record NaiveHeader(long kid, long ctr, int sizeBytes, boolean minimal) {

  /** Null if the frame ends before its header does. */
  static @Nullable NaiveHeader read(byte[] frame) {
    if (frame.length == 0) {
      return null;
    }
    int kidConfig = (frame[0] >>> 4) & 15;
    int ctrConfig = frame[0] & 15;
    int kidBytes = fieldBytes(kidConfig);
    int size = 1 + kidBytes + fieldBytes(ctrConfig);
    if (frame.length < size) {
      return null;
    }
    long kid = field(frame, 1, kidConfig);
    long ctr = field(frame, 1 + kidBytes, ctrConfig);
    boolean minimal = isMinimal(kid, kidConfig) && isMinimal(ctr, ctrConfig);
    return new NaiveHeader(kid, ctr, size, minimal);
  }

  private static int fieldBytes(int config) {
    return (config & 8) == 0 ? 0 : (config & 7) + 1;
  }

  private static long field(byte[] frame, int at, int config) {
    long value = (config & 8) == 0 ? config : 0;
    for (int i = 0; i < fieldBytes(config); i++) {
      value = (value << Byte.SIZE) | (frame[at + i] & 0xff);
    }
    return value;
  }

  private static boolean isMinimal(long value, int config) {
    int bytes = fieldBytes(config);
    return switch (bytes) {
      case 0 -> true;
      case 1 -> value > 7;
      default -> value >>> (Byte.SIZE * (bytes - 1)) != 0;
    };
  }
}
