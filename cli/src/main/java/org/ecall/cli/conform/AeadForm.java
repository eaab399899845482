package org.ecall.cli.conform;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.ecall.engine.spi.AeadKey;

/** The kinds of memory that a backend is given. */
enum AeadForm {
  /** Arrays, as most callers have them. */
  ARRAYS {
    @Override
    void seal(AeadKey key, byte[] iv, byte[] aad, byte[] in, byte[] out) {
      key.seal(high(iv), low(iv), aad, 0, aad.length, in, 0, in.length, out, 0);
    }

    @Override
    boolean open(AeadKey key, byte[] iv, byte[] aad, byte[] in, byte[] out) {
      return key.open(high(iv), low(iv), aad, 0, aad.length, in, 0, out.length, out, 0);
    }
  },
  /** Memory outside the heap. */
  NATIVE {
    @Override
    void seal(AeadKey key, byte[] iv, byte[] aad, byte[] in, byte[] out) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment sealed = copy(arena, out);
        key.seal(
            high(iv),
            low(iv),
            copy(arena, aad),
            0,
            aad.length,
            copy(arena, in),
            0,
            in.length,
            sealed,
            0);
        MemorySegment.copy(sealed, ValueLayout.JAVA_BYTE, 0, out, 0, out.length);
      }
    }

    @Override
    boolean open(AeadKey key, byte[] iv, byte[] aad, byte[] in, byte[] out) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment opened = copy(arena, out);
        boolean authentic =
            key.open(
                high(iv),
                low(iv),
                copy(arena, aad),
                0,
                aad.length,
                copy(arena, in),
                0,
                out.length,
                opened,
                0);
        MemorySegment.copy(opened, ValueLayout.JAVA_BYTE, 0, out, 0, out.length);
        return authentic;
      }
    }
  };

  /** Fills {@code out}, which has room for ciphertext and tag. */
  abstract void seal(AeadKey key, byte[] iv, byte[] aad, byte[] in, byte[] out);

  /** Fills {@code out}, which is as long as the plaintext; says whether the tag matches. */
  abstract boolean open(AeadKey key, byte[] iv, byte[] aad, byte[] in, byte[] out);

  private static int high(byte[] iv) {
    return ByteBuffer.wrap(iv).getInt();
  }

  private static long low(byte[] iv) {
    return ByteBuffer.wrap(iv).getLong(Integer.BYTES);
  }

  private static MemorySegment copy(Arena arena, byte[] bytes) {
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
  }
}
