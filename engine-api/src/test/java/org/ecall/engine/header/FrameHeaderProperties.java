package org.ecall.engine.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.ecall.engine.Unsigned64;

class FrameHeaderProperties {

  private static final int MAX = FrameHeader.MAX_SIZE_BYTES;
  private static final byte CANARY = (byte) 0xa5;

  @Provide
  Arbitrary<Long> u64() {
    return Unsigned64.any();
  }

  /** First byte anything; the others often zero, where fields that are too long begin. */
  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just((byte) 0)), Tuple.of(3, Arbitraries.bytes()))
        .array(byte[].class)
        .ofMaxSize(MAX + 4)
        .withoutEdgeCases();
  }

  @Property
  void whatIsEncodedParses(@ForAll("u64") long kid, @ForAll("u64") long ctr) {
    var header = new FrameHeader(kid, ctr);
    assertThat(FrameHeader.parse(header.encode())).contains(header);
  }

  @Property
  @Label("R2-1: \"a larger one MUST take as few bytes as it needs\"")
  void encodingTakesTheLeastPossibleSize(@ForAll("u64") long kid, @ForAll("u64") long ctr) {
    int least = 1 + leastBytes(kid) + leastBytes(ctr);
    assertThat(new FrameHeader(kid, ctr).encode()).hasSize(least);
    assertThat(new FrameHeaderWriter(kid).sizeBytes(ctr)).isEqualTo(least);
  }

  private static int leastBytes(long unsigned) {
    BigInteger value = new BigInteger(Long.toUnsignedString(unsigned));
    return value.intValue() <= 7 && value.bitLength() <= 3 ? 0 : (value.bitLength() + 7) / 8;
  }

  @Property(tries = 5_000)
  @Label(
      "R2-2: \"A header that is not minimally encoded … MUST be refused\": each has one encoding")
  void whatParsesIsTheEncodingOfWhatItParsesTo(@ForAll("bytes") byte[] bytes) {
    FrameHeader.parse(bytes)
        .ifPresent(
            header -> {
              byte[] encoded = header.encode();
              assertThat(Arrays.copyOf(bytes, encoded.length)).isEqualTo(encoded);
            });
  }

  @Property(tries = 5_000)
  void parsesWhatASecondReadingOfTheRfcParses(@ForAll("bytes") byte[] bytes) {
    assertThat(FrameHeader.parse(bytes)).isEqualTo(parseByTheRfc(bytes));
  }

  /** RFC 9605 §4.3, field by field. */
  private static Optional<FrameHeader> parseByTheRfc(byte[] bytes) {
    if (bytes.length == 0) {
      return Optional.empty();
    }
    int config = bytes[0] & 0xff;
    int kidBytes = config >= 0x80 ? (config >> 4) - 7 : 0;
    int ctrBytes = (config & 8) != 0 ? (config & 15) - 7 : 0;
    if (bytes.length < 1 + kidBytes + ctrBytes) {
      return Optional.empty();
    }
    long kid = kidBytes == 0 ? config >> 4 : number(bytes, 1, kidBytes);
    long ctr = ctrBytes == 0 ? config & 7 : number(bytes, 1 + kidBytes, ctrBytes);
    return leastBytes(kid) == kidBytes && leastBytes(ctr) == ctrBytes
        ? Optional.of(new FrameHeader(kid, ctr))
        : Optional.empty();
  }

  private static long number(byte[] bytes, int from, int size) {
    return new BigInteger(1, bytes, from, size).longValue();
  }

  @Property
  void aTruncatedHeaderIsRefusedAndWhatFollowsAWholeOneDoesNotMatter(
      @ForAll("u64") long kid, @ForAll("u64") long ctr, @ForAll byte[] behind) {
    byte[] header = new FrameHeader(kid, ctr).encode();
    for (int size = 0; size < header.length; size++) {
      assertThat(FrameHeader.parse(Arrays.copyOf(header, size))).isEmpty();
    }
    byte[] longer = Arrays.copyOf(header, header.length + behind.length);
    System.arraycopy(behind, 0, longer, header.length, behind.length);
    assertThat(FrameHeader.parse(longer)).contains(new FrameHeader(kid, ctr));
  }

  @Property
  void readersOfArraysAndSegmentsAgree(
      @ForAll("bytes") byte[] bytes, @ForAll @IntRange(max = 9) int offset) {
    byte[] frame = Arrays.copyOf(bytes, MAX);
    byte[] array = new byte[offset + MAX];
    System.arraycopy(frame, 0, array, offset, MAX);
    var ofArray = new FrameHeaderReader();
    var ofHeap = new FrameHeaderReader();
    var ofNative = new FrameHeaderReader();
    boolean accepted = ofArray.read(array, offset);
    assertThat(ofHeap.read(MemorySegment.ofArray(array), offset)).isEqualTo(accepted);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_BYTE, array);
      assertThat(ofNative.read(segment, offset)).isEqualTo(accepted);
    }
    assertThat(FrameHeader.parse(frame).isPresent()).isEqualTo(accepted);
    if (accepted) {
      assertThat(ofHeap).usingRecursiveComparison().isEqualTo(ofArray);
      assertThat(ofNative).usingRecursiveComparison().isEqualTo(ofArray);
      assertThat(FrameHeader.parse(frame)).contains(new FrameHeader(ofArray.kid(), ofArray.ctr()));
      assertThat(ofArray.sizeBytes())
          .isEqualTo(new FrameHeader(ofArray.kid(), ofArray.ctr()).encode().length);
    }
  }

  @Property
  void writersAgreeAndLeaveWhatIsAroundTheHeader(
      @ForAll("u64") long kid, @ForAll("u64") long ctr, @ForAll @IntRange(max = 9) int offset) {
    byte[] expected = new FrameHeader(kid, ctr).encode();
    var writer = new FrameHeaderWriter(kid);
    byte[] exactly = canaries(offset + MAX + 3);
    writer.writeExactly(exactly, offset, ctr);
    assertHeaderAt(exactly, offset, expected, expected.length);

    int overwritten = Math.max(Long.BYTES, expected.length);
    byte[] array = canaries(offset + MAX + 3);
    assertThat(writer.write(array, offset, ctr)).isEqualTo(expected.length);
    assertHeaderAt(array, offset, expected, overwritten);

    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_BYTE, canaries(array.length));
      assertThat(writer.write(segment, offset, ctr)).isEqualTo(expected.length);
      assertHeaderAt(segment.toArray(ValueLayout.JAVA_BYTE), offset, expected, overwritten);
      segment.fill(CANARY);
      writer.writeExactly(segment, offset, ctr);
      assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(exactly);
    }
  }

  private static byte[] canaries(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, CANARY);
    return bytes;
  }

  private static void assertHeaderAt(byte[] out, int offset, byte[] header, int overwritten) {
    assertThat(Arrays.copyOfRange(out, offset, offset + header.length)).isEqualTo(header);
    for (int i = 0; i < out.length; i++) {
      if (i < offset || i >= offset + overwritten) {
        assertThat(out[i]).as("byte %d", i).isEqualTo(CANARY);
      }
    }
  }
}
