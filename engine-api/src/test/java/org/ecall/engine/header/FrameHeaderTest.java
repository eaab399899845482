package org.ecall.engine.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameHeaderTest {

  /** Headers of counters that follow each other, where one word and a step give all of them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 7, true",
    "7, 1, 2, true",
    "7, 6, 9, false",
    "8, 7, 8, false",
    "8, 8, 255, true",
    "300, 250, 260, false",
    "300, 256, 500, true",
    "16777216, 16777200, 16777300, false",
    "16777215, 65536, 65600, true",
    "4294967295, 65536, 65600, true",
    "4294967295, 16777216, 16777300, false",
  })
  void wordsOfHeadersThatAreAlike(long kid, long first, long last, boolean alike) {
    var writer = new FrameHeaderWriter(kid);
    assertThat(writer.isAlike(first, last)).isEqualTo(alike);
    if (alike) {
      long word = writer.word(first);
      for (long ctr = first; ctr <= last; ctr++) {
        byte[] out = new byte[Long.BYTES];
        FrameHeaderWriter.writeWord(out, 0, word);
        assertThat(Arrays.copyOf(out, writer.sizeBytes(ctr)))
            .isEqualTo(new FrameHeader(kid, ctr).encode());
        word += writer.wordStep(first);
      }
    }
  }

  /** Rows of RFC 9605, appendix C.1. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 00",
    "0, 1, 01",
    "0, 255, 08ff",
    "0, 256, 090100",
    "0, 65535, 09ffff",
    "0, 65536, 0a010000",
    "1, 0, 10",
    "255, 0, 80ff",
    "255, 1, 81ff",
    "255, 255, 88ffff",
    "256, 0, 900100",
    "256, 256, 9901000100",
    "65535, 16777216, 9bffff01000000",
    "291, 17767, 9901234567",
    "4294967296, 4294967295, cb0100000000ffffffff",
    "18446744073709551615, 0, f0ffffffffffffffff",
    "18446744073709551615, 72057594037927935, feffffffffffffffffffffffffffffff",
    "18446744073709551615, 72057594037927936, ffffffffffffffffff0100000000000000",
    "18446744073709551615, 18446744073709551615, ffffffffffffffffffffffffffffffffff",
  })
  void encodesAndParsesTheVectorsOfTheRfc(String kid, String ctr, String encoded) {
    var header = new FrameHeader(Long.parseUnsignedLong(kid), Long.parseUnsignedLong(ctr));
    assertThat(header.encode()).asHexString().isEqualToIgnoringCase(encoded);
    assertThat(FrameHeader.parse(HexFormat.of().parseHex(encoded))).contains(header);
  }

  @Test
  @DisplayName("R2-1: \"A number up to 7 MUST stand in its three bits\"")
  void usesTheThreeBitsOfTheFirstByteUpToSevenAndNotForEight() {
    assertThat(new FrameHeader(7, 7).encode()).asHexString().isEqualTo("77");
    assertThat(new FrameHeader(8, 7).encode()).asHexString().isEqualTo("8708");
    assertThat(new FrameHeader(7, 8).encode()).asHexString().isEqualTo("7808");
    assertThat(new FrameHeader(8, 8).encode()).asHexString().isEqualTo("880808");
  }

  @Test
  void nothingAtAllIsNoHeader() {
    assertThat(FrameHeader.parse(new byte[0])).isEmpty();
  }

  static IntStream fieldSizes() {
    return IntStream.rangeClosed(1, Long.BYTES);
  }

  @ParameterizedTest
  @MethodSource("fieldSizes")
  @DisplayName(
      "R2-2: \"A header that is not minimally encoded … MUST be refused\": every KID too long")
  void refusesEveryKidThatFitsAShorterField(int kidBytes) {
    for (long kid : numbersShorterThan(kidBytes)) {
      for (int ctrBytes = 0; ctrBytes <= Long.BYTES; ctrBytes++) {
        long ctr = leastOfSize(ctrBytes);
        assertRefused(encode(kid, kidBytes, ctr, ctrBytes));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fieldSizes")
  @DisplayName(
      "R2-2: \"A header that is not minimally encoded … MUST be refused\": every CTR too long")
  void refusesEveryCtrThatFitsAShorterField(int ctrBytes) {
    for (long ctr : numbersShorterThan(ctrBytes)) {
      for (int kidBytes = 0; kidBytes <= Long.BYTES; kidBytes++) {
        long kid = leastOfSize(kidBytes);
        assertRefused(encode(kid, kidBytes, ctr, ctrBytes));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fieldSizes")
  @DisplayName("R2-1: \"the bits hold their number minus 1\"")
  void acceptsTheLeastAndTheGreatestNumberOfEveryFieldSize(int bytes) {
    long greatest = -1L >>> (Long.SIZE - Byte.SIZE * bytes);
    for (long value : new long[] {leastOfSize(bytes), greatest}) {
      byte[] encoded = encode(value, bytes, value, bytes);
      assertThat(FrameHeader.parse(encoded)).contains(new FrameHeader(value, value));
    }
  }

  private static void assertRefused(byte[] header) {
    byte[] frame = Arrays.copyOf(header, header.length + 16);
    assertThat(FrameHeader.parse(header)).as(() -> HexFormat.of().formatHex(header)).isEmpty();
    assertThat(FrameHeader.parse(frame)).as(() -> HexFormat.of().formatHex(frame)).isEmpty();
    assertThat(new FrameHeaderReader().read(Arrays.copyOf(frame, 17 + 16), 0)).isFalse();
  }

  /** For each shorter field its least and greatest number. */
  private static long[] numbersShorterThan(int bytes) {
    return IntStream.range(0, bytes)
        .boxed()
        .flatMapToLong(
            shorter ->
                LongStream.of(
                    leastOfSize(shorter),
                    shorter == 0 ? 7 : -1L >>> (Long.SIZE - Byte.SIZE * shorter)))
        .toArray();
  }

  private static long leastOfSize(int bytes) {
    return switch (bytes) {
      case 0 -> 0;
      case 1 -> 8;
      default -> 1L << (Byte.SIZE * (bytes - 1));
    };
  }

  /** RFC 9605 §4.3 with fields of a chosen size; 0 puts the number into the first byte. */
  private static byte[] encode(long kid, int kidBytes, long ctr, int ctrBytes) {
    byte[] header = new byte[1 + kidBytes + ctrBytes];
    int kidConfig = kidBytes == 0 ? (int) kid : 8 | (kidBytes - 1);
    int ctrConfig = ctrBytes == 0 ? (int) ctr : 8 | (ctrBytes - 1);
    header[0] = (byte) (kidConfig << 4 | ctrConfig);
    for (int i = 0; i < kidBytes; i++) {
      header[1 + i] = (byte) (kid >>> (Byte.SIZE * (kidBytes - 1 - i)));
    }
    for (int i = 0; i < ctrBytes; i++) {
      header[1 + kidBytes + i] = (byte) (ctr >>> (Byte.SIZE * (ctrBytes - 1 - i)));
    }
    return header;
  }
}
