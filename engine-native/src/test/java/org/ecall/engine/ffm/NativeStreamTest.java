package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages around and beyond the limit for critical calls come out as those of one call. */
class NativeStreamTest {

  private static final int HIGH = 0x01020304;
  private static final long LOW = 0x05060708090a0b0cL;
  private static final int AT = 3;

  @BeforeAll
  static void thereIsALibrary() {
    TestLibrary.assumeBuilt();
  }

  @ParameterizedTest(name = "{0} bytes a call")
  @ValueSource(longs = {1, 64, 100, 4096, 65_536})
  void messagesAroundTheLimit(long callBytes) {
    try (NativeKey whole = TestKeys.key(1, TestKeys.UNLIMITED);
        NativeKey split = TestKeys.key(1, callBytes)) {
      for (int aad : new int[] {0, 17, 64, (int) callBytes - 1, (int) callBytes + 1}) {
        for (long size : new long[] {0, 1, callBytes - aad, 3 * callBytes, 7 * callBytes + 5}) {
          for (long around = Math.max(0, size - 1); around <= size + 1; around++) {
            check(whole, split, TestKeys.random(2, aad), (int) around);
          }
        }
      }
    }
  }

  private static void check(NativeKey whole, NativeKey split, byte[] aad, int size) {
    byte[] plaintext = TestKeys.random(size, AT + size);
    byte[] expected = new byte[AT + size + AeadKey.TAG_SIZE_BYTES];
    whole.seal(HIGH, LOW, aad, 0, aad.length, plaintext, AT, size, expected, AT);
    byte[] sealed = new byte[expected.length];
    split.seal(HIGH, LOW, aad, 0, aad.length, plaintext, AT, size, sealed, AT);
    assertThat(Arrays.equals(sealed, expected)).as("sealing %d + %d", aad.length, size).isTrue();

    byte[] opened = plaintext.clone();
    Arrays.fill(opened, AT, opened.length, (byte) 1);
    assertThat(split.open(HIGH, LOW, aad, 0, aad.length, sealed, AT, size, opened, AT)).isTrue();
    assertThat(Arrays.equals(opened, plaintext)).as("opening %d", size).isTrue();

    sealed[AT + size] ^= 1;
    assertThat(split.open(HIGH, LOW, aad, 0, aad.length, sealed, AT, size, opened, AT)).isFalse();
    byte[] refused = plaintext.clone();
    Arrays.fill(refused, AT, refused.length, (byte) 0);
    assertThat(Arrays.equals(opened, refused)).as("zeros for %d", size).isTrue();
  }

  @ParameterizedTest(name = "{0} bytes a call")
  @ValueSource(longs = {64, 4096})
  void inPlaceAndMixedMemory(long callBytes) {
    int size = 10_000;
    byte[] plaintext = TestKeys.random(3, size);
    byte[] aad = TestKeys.random(4, 200);
    byte[] expected = new byte[size + AeadKey.TAG_SIZE_BYTES];
    try (NativeKey whole = TestKeys.key(1, TestKeys.UNLIMITED);
        NativeKey split = TestKeys.key(1, callBytes);
        Arena arena = Arena.ofConfined()) {
      whole.seal(HIGH, LOW, aad, 0, 200, plaintext, 0, size, expected, 0);

      byte[] inPlace = Arrays.copyOf(plaintext, expected.length);
      split.seal(HIGH, LOW, aad, 0, 200, inPlace, 0, size, inPlace, 0);
      assertThat(inPlace).isEqualTo(expected);
      assertThat(split.open(HIGH, LOW, aad, 0, 200, inPlace, 0, size, inPlace, 0)).isTrue();
      assertThat(Arrays.copyOf(inPlace, size)).isEqualTo(plaintext);

      MemorySegment heapAad = MemorySegment.ofArray(aad);
      MemorySegment nativeAad = arena.allocateFrom(ValueLayout.JAVA_BYTE, aad);
      MemorySegment nativeIn = arena.allocateFrom(ValueLayout.JAVA_BYTE, plaintext);
      for (MemorySegment data : new MemorySegment[] {heapAad, nativeAad}) {
        MemorySegment out = arena.allocate(expected.length);
        split.seal(HIGH, LOW, data, 0, 200, nativeIn, 0, size, out, 0);
        assertThat(out.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
        MemorySegment opened = arena.allocate(size);
        assertThat(split.open(HIGH, LOW, data, 0, 200, out, 0, size, opened, 0)).isTrue();
        assertThat(opened.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(plaintext);
        out.set(ValueLayout.JAVA_BYTE, 5, (byte) ~out.get(ValueLayout.JAVA_BYTE, 5));
        assertThat(split.open(HIGH, LOW, data, 0, 200, out, 0, size, opened, 0)).isFalse();
        assertThat(opened.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
      }
    }
  }

  @Test
  void misuseIsAnException() {
    byte[] room = new byte[1000];
    MemorySegment segment = MemorySegment.ofArray(room);
    NativeKey key = TestKeys.key(1, 64);
    for (int size : new int[] {16, 500}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> key.seal(HIGH, LOW, room, 0, 0, room, 0, size, room, 985));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> key.open(HIGH, LOW, room, -1, 1, room, 0, size, room, 0));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(
              () -> key.seal(HIGH, LOW, segment, 0, 0, segment, 0, size, segment.asReadOnly(), 0));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(
              () -> key.open(HIGH, LOW, segment, 0, 0, segment, 0, size, segment.asReadOnly(), 0));
    }
    key.close();
    assertThatExceptionOfType(KeyClosedException.class)
        .isThrownBy(() -> key.seal(HIGH, LOW, room, 0, 0, room, 0, 500, room, 0));
    assertThat(room).containsOnly(0);
  }
}
