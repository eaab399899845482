package org.ecall.cli.media;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations of Opus packets (RFC 6716 §3.1, table 2) and packets made for lost ones. */
final class OpusPacketTest {

  @ParameterizedTest
  @CsvSource({
    "0, 480", "1, 960", "2, 1920", "3, 2880", "4, 480", "11, 2880", "12, 480", "13, 960",
    "14, 480", "15, 960", "16, 120", "17, 240", "18, 480", "19, 960", "28, 120", "31, 960"
  })
  void configurationsLastAsTheTableSays(int configuration, int samples) {
    byte toc = (byte) (configuration << 3);
    assertThat(OpusPacket.samples(new byte[] {toc})).isEqualTo(samples);
    assertThat(OpusPacket.samples(new byte[] {(byte) (toc | 1)})).isEqualTo(2 * samples);
    assertThat(OpusPacket.samples(new byte[] {(byte) (toc | 2)})).isEqualTo(2 * samples);
    assertThat(OpusPacket.samples(new byte[] {(byte) (toc | 3), 2})).isEqualTo(2 * samples);
  }

  @Test
  void whatIsNoPacketHasNoDuration() {
    assertThat(OpusPacket.samples(new byte[0])).isZero();
    assertThat(OpusPacket.samples(new byte[] {3})).isZero();
    assertThat(OpusPacket.samples(new byte[] {3, 0})).isZero();
    // 120 ms is the longest.
    assertThat(OpusPacket.samples(new byte[] {1 << 3 | 3, 6})).isEqualTo(5760);
    assertThat(OpusPacket.samples(new byte[] {1 << 3 | 3, 7})).isZero();
  }

  @Property
  void concealmentLastsAsLongAsAsked(
      @ForAll byte neighbour, @ForAll @IntRange(min = 1, max = 48) int steps) {
    int samples = steps * OpusPacket.STEP_SAMPLES;
    byte[] packet = OpusPacket.concealment(neighbour, samples);
    assertThat(OpusPacket.samples(packet)).isEqualTo(samples);
    assertThat(packet.length).isLessThanOrEqualTo(2);
    assertThat(packet[0] & 4).as("stereo").isEqualTo(neighbour & 4);
  }

  @Test
  void concealmentKeepsModeAndFrameSizeIfItCan() {
    byte neighbour = 0x4D; // configuration 9, stereo, code 1
    assertThat(OpusPacket.concealment(neighbour, 960)).containsExactly(0x4C);
    assertThat(OpusPacket.concealment(neighbour, 1920)).containsExactly(0x4F, 2);
  }
}
