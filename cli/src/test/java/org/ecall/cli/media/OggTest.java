package org.ecall.cli.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ogg pages: packets of every size come back as they were, in as many pages as they need. */
final class OggTest {

  /** RFC 3533 §6: an end within a page, at its edge, beyond it, and the segments of 255 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 254, 255, 256, 510, 64_769, 65_024, 65_025, 65_026, 200_000})
  void aPacketOfAnySizeComesBack(int sizeBytes) throws IOException {
    for (int before : new int[] {0, 1, 300, 64_000}) {
      byte[] first = new byte[before];
      byte[] second = new byte[sizeBytes];
      Arrays.fill(first, (byte) 1);
      Arrays.fill(second, (byte) 2);
      assertThat(roundTrip(List.of(first, second, first), false))
          .containsExactly(first, second, first);
    }
  }

  @Property(tries = 300)
  void packetsComeBack(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 2_000) Integer> sizes,
      @ForAll boolean pageEach)
      throws IOException {
    List<byte[]> packets = new ArrayList<>();
    for (int size : sizes) {
      byte[] packet = new byte[size];
      Arrays.fill(packet, (byte) packets.size());
      packets.add(packet);
    }
    assertThat(roundTrip(packets, pageEach)).containsExactlyElementsOf(packets);
  }

  @Test
  void aPageOnWhichNoPacketEndsHasNoGranulePosition() throws IOException {
    byte[] file = file(List.of(new byte[65_025]), false);
    MediaInput input = MediaFixtures.input(file);
    OggPage full = requireNonNull(OggPage.read(input));
    OggPage rest = requireNonNull(OggPage.read(input));
    assertThat(full.granulePosition).isEqualTo(OggPage.NO_GRANULE);
    assertThat(full.flags).isEqualTo(OggPage.FIRST);
    assertThat(full.segmentSizes).hasSize(255);
    assertThat(rest.granulePosition).isZero();
    assertThat(rest.flags).isEqualTo(OggPage.CONTINUED | OggPage.LAST);
    assertThat(rest.segmentSizes).containsExactly(0);
    assertThat(OggPage.read(input)).isNull();
  }

  @Test
  void granulePositionsUseAllTheirBits() throws IOException {
    byte[] file =
        MediaFixtures.bytes(
            out -> {
              OggPacketWriter writer = new OggPacketWriter(out, -5);
              writer.add(new byte[1], 0x1234_5678_9ABC_DEF0L);
              writer.finish();
            });
    OggPacketReader.Page page =
        requireNonNull(new OggPacketReader(MediaFixtures.input(file)).next());
    assertThat(page.granulePosition()).isEqualTo(0x1234_5678_9ABC_DEF0L);
    assertThat(page.last()).isTrue();
  }

  /** The check value that catalogues of CRCs give for this polynomial, unreflected, from 0. */
  @Test
  void theChecksumIsOggs() {
    byte[] digits = "123456789".getBytes(US_ASCII);
    assertThat(OggCrc.update(0, digits, 0, digits.length)).isEqualTo(0x89A1_897F);
  }

  private static List<byte[]> roundTrip(List<byte[]> packets, boolean pageEach) throws IOException {
    OggPacketReader reader = new OggPacketReader(MediaFixtures.input(file(packets, pageEach)));
    List<byte[]> read = new ArrayList<>();
    for (var page = reader.next(); page != null; page = reader.next()) {
      read.addAll(page.packets());
      // The granule position counts the packets here.
      assertThat(page.granulePosition()).isEqualTo(page.packets().isEmpty() ? -1 : read.size() - 1);
    }
    return read;
  }

  private static byte[] file(List<byte[]> packets, boolean pageEach) throws IOException {
    return MediaFixtures.bytes(
        out -> {
          OggPacketWriter writer = new OggPacketWriter(out, 1);
          for (int i = 0; i < packets.size(); i++) {
            if (pageEach) {
              writer.endPage();
            }
            writer.add(packets.get(i), i);
          }
          writer.finish();
        });
  }
}
