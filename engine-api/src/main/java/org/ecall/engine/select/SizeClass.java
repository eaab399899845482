package org.ecall.engine.select;

import java.util.Arrays;

/**
 * Payload sizes that are treated alike: each class has the size at which backends are measured, and
 * reaches to the geometric mean of that size and the next one.
 */
public enum SizeClass {
  /** Comfort noise and control frames. */
  BYTES_40(40, 80),
  /** Audio frames. */
  BYTES_160(160, 252),
  /** Audio frames of high rates. */
  BYTES_400(400, 692),
  /** A packet of video. */
  BYTES_1200(1_200, 2_217),
  /** Small video frames. */
  BYTES_4096(4_096, 8_192),
  /** Video frames. */
  BYTES_16384(16_384, 32_768),
  /** Key frames. */
  BYTES_65536(65_536, Integer.MAX_VALUE);

  private static final SizeClass[] ALL = values();

  private static final int[] UP_TO_BYTES =
      Arrays.stream(ALL).mapToInt(SizeClass::upToBytes).toArray();

  private final int sizeBytes;
  private final int upToBytes;

  SizeClass(int sizeBytes, int upToBytes) {
    this.sizeBytes = sizeBytes;
    this.upToBytes = upToBytes;
  }

  /**
   * The payload size at which backends are measured for this class.
   *
   * @return in bytes
   */
  public int sizeBytes() {
    return sizeBytes;
  }

  /**
   * The greatest payload of this class.
   *
   * @return in bytes
   */
  public int upToBytes() {
    return upToBytes;
  }

  /**
   * The class of a payload.
   *
   * @param payloadBytes its size, not negative
   * @return the class
   */
  public static SizeClass of(int payloadBytes) {
    return ALL[indexOf(payloadBytes)];
  }

  /**
   * The place of a payload's class among all, for tables on the frame path.
   *
   * @param payloadBytes its size, not negative
   * @return from 0
   */
  public static int indexOf(int payloadBytes) {
    int i = 0;
    while (payloadBytes > UP_TO_BYTES[i]) {
      i++;
    }
    return i;
  }
}
