package org.ecall.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ecall.cli.network.Datagram.Head;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatagramTest {

  private static final int MAX_PAYLOAD = Datagram.MAX_BYTES - Datagram.HEADER_BYTES;
  private static final int FRAME_BYTES_AT = 28;
  private static final int INDEX_AT = 32;
  private static final int COUNT_AT = 34;
  private static final Head HEAD = new Head(1, 7, 9_000_000_000L, 960);

  @Property(tries = 300)
  void whatIsEncodedIsDecoded(
      @ForAll @IntRange(min = 0, max = 127) int stream,
      @ForAll int sequence,
      @ForAll long tick,
      @ForAll int durationTicks,
      @ForAll long assembly,
      @ForAll @Size(max = 3000) byte[] frame) {
    Head head = new Head(stream, sequence, tick, durationTicks);
    assertRoundTrip(head, assembly, frame);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1163, 1164, 1165, 2327, 2328, 2329, Datagram.MAX_FRAME_BYTES})
  void everySizeIsCutIntoTheFewestDatagrams(int size) {
    byte[] frame = new byte[size];
    new Random(size).nextBytes(frame);
    List<Datagram> decoded = assertRoundTrip(HEAD, 5, frame);
    assertThat(decoded).hasSize(Math.max(1, (size + MAX_PAYLOAD - 1) / MAX_PAYLOAD));
  }

  private static List<Datagram> assertRoundTrip(Head head, long assembly, byte[] frame) {
    List<Datagram> decoded = new ArrayList<>();
    ByteBuffer whole = ByteBuffer.allocate(frame.length);
    // The frame is part of a larger buffer, as it is where a sealer wrote it.
    byte[] buffer = Arrays.copyOf(frame, frame.length + 9);
    for (Datagram fragment : Datagram.fragments(head, assembly, buffer, frame.length)) {
      byte[] bytes = fragment.encode();
      assertThat(bytes.length).isLessThanOrEqualTo(Datagram.MAX_BYTES);
      Datagram read = Datagram.decode(Arrays.copyOf(bytes, bytes.length + 3), bytes.length);
      assertThat(Arrays.equals(read.encode(), bytes)).isTrue();
      assertThat(read.head()).isEqualTo(head);
      assertThat(read.assembly()).isEqualTo(assembly);
      whole.put(read.payload());
      decoded.add(read);
    }
    assertThat(Arrays.equals(whole.array(), frame)).isTrue();
    return decoded;
  }

  @Test
  void everyCutAndEveryAdditionIsRefused() {
    for (int size : new int[] {0, 1, 500, MAX_PAYLOAD}) {
      byte[] bytes = only(size);
      for (int cut = 0; cut < bytes.length; cut++) {
        assertThat(Datagram.decode(bytes, cut)).isNull();
      }
      assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
    }
    assertRefused(new byte[65_535]);
  }

  @Test
  void otherMagicOrVersionIsRefused() {
    for (int i = 0; i < 3; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bytes = only(20);
        bytes[i] ^= (byte) (1 << bit);
        assertRefused(bytes);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 19, 21, 1164, 1165, 76_282_740, Integer.MAX_VALUE})
  void frameSizeThatDoesNotFitIsRefused(int frameBytes) {
    byte[] bytes = only(20);
    ByteBuffer.wrap(bytes).putInt(FRAME_BYTES_AT, frameBytes);
    assertRefused(bytes);
  }

  @Test
  void moreThanTheLargestFrameIsRefused() {
    int tooMuch = Datagram.MAX_FRAME_BYTES + 1;
    int count = Math.ceilDiv(tooMuch, MAX_PAYLOAD);
    assertRefused(new Datagram(HEAD, 1, tooMuch, 0, count, new byte[MAX_PAYLOAD]).encode());
  }

  @Test
  void indexAndCountThatDoNotFitAreRefused() {
    for (int value : new int[] {0, 2, 3, 255, 256, 65_535}) {
      byte[] bytes = only(20);
      ByteBuffer.wrap(bytes).putShort(COUNT_AT, (short) value);
      assertRefused(bytes);
    }
    for (int value : new int[] {1, 2, 32_768, 65_535}) {
      byte[] bytes = only(20);
      ByteBuffer.wrap(bytes).putShort(INDEX_AT, (short) value);
      assertRefused(bytes);
    }
  }

  @Test
  void lastFragmentCannotPassForAnEarlierOne() {
    byte[] last = Datagram.fragments(HEAD, 1, new byte[1200], 1200)[1].encode();
    ByteBuffer.wrap(last).putShort(INDEX_AT, (short) 0);
    assertRefused(last);
  }

  @Test
  void metadataTellsHeadsApart() {
    assertThat(HEAD.metadata()).isNotEqualTo(HEAD.next().metadata());
    assertThat(HEAD.metadata()).isNotEqualTo(new Head(0, 7, 9_000_000_000L, 960).metadata());
    assertThat(HEAD.next()).isEqualTo(new Head(1, 8, 9_000_000_960L, 960));
  }

  private static byte[] only(int size) {
    return Datagram.fragments(HEAD, 1, new byte[size], size)[0].encode();
  }

  private static void assertRefused(byte[] bytes) {
    assertThat(Datagram.decode(bytes, bytes.length)).isNull();
  }
}
