package org.ecall.engine.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/** Keys and bytes for tests. */
final class TestKeys {

  private TestKeys() {}

  /** No limit that a test would reach: a message is one call. */
  static final long UNLIMITED = 1L << 40;

  /** The same key for the same seed. */
  static NativeKey key(int seed, long callBytes) {
    try (Arena arena = Arena.ofConfined()) {
      return new NativeKey(arena.allocateFrom(ValueLayout.JAVA_BYTE, random(seed, 32)), callBytes);
    }
  }

  static byte[] random(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
