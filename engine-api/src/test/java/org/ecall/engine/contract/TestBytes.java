package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Bytes that look random and are the same in every run, and quick checks of large ranges. */
final class TestBytes {

  /** Around every range that is written to. */
  static final byte CANARY = (byte) 0xa5;

  private static final int POOL_SIZE = 1 << 18;
  private static final byte[] POOL = new byte[POOL_SIZE];

  static {
    new Random(9605).nextBytes(POOL);
  }

  private TestBytes() {}

  /** At most 128 KiB. */
  static byte[] random(int seed, int size) {
    int from = Math.floorMod(seed * 0x9e37_79b1, POOL_SIZE - (1 << 17));
    return Arrays.copyOfRange(POOL, from, from + size);
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static byte[] canaries(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, CANARY);
    return bytes;
  }

  /** Fails unless {@code actual} holds the expected bytes at the offset. */
  static void checkRange(String what, byte[] expected, byte[] actual, int offset) {
    int at =
        Arrays.mismatch(expected, 0, expected.length, actual, offset, offset + expected.length);
    if (at >= 0) {
      fail("%s: byte %d of %d is wrong", what, at, expected.length);
    }
  }

  /** Fails unless {@code actual} holds the expected bytes at the offset and canaries elsewhere. */
  static void checkOnly(String what, byte[] expected, byte[] actual, int offset) {
    checkRange(what, expected, actual, offset);
    for (int i = 0; i < actual.length; i++) {
      if ((i < offset || i >= offset + expected.length) && actual[i] != CANARY) {
        fail("%s: byte %d was written, the range is %d + %d", what, i, offset, expected.length);
      }
    }
  }
}
