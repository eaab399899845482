package org.ecall.cli.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Opus in Ogg: times, trimmed ends, gaps, and what is said of a file that is not as it should. */
final class OggOpusTest {

  private static final byte[] PACKET = {MediaFixtures.TOC_20_MS, 1};

  /** Packets after both headers. */
  @FunctionalInterface
  private interface Packets {
    void to(OggPacketWriter packets) throws IOException;
  }

  @Test
  void timesFollowFromDurations() throws IOException {
    List<MediaFrame> frames = MediaFixtures.readOpus(MediaFixtures.smallOpus());
    assertThat(frames).extracting(MediaFrame::tick).containsExactly(0L, 960L, 1920L, 2880L, 3840L);
    assertThat(frames)
        .extracting(MediaFrame::durationTicks)
        .containsExactly(960, 960, 960, 960, 480);
    assertThat(frames)
        .extracting(MediaFrame::timeMicros)
        .containsExactly(0L, 20_000L, 40_000L, 60_000L, 80_000L);
  }

  @Test
  void aStreamMayBeginLate() throws IOException {
    List<MediaFrame> frames =
        read(
            packets -> {
              packets.add(PACKET, 100_960);
              packets.add(PACKET, 101_920);
              packets.finish();
            });
    assertThat(frames).extracting(MediaFrame::tick).containsExactly(100_000L, 100_960L);
    assertThat(frames).extracting(MediaFrame::timeMicros).containsExactly(0L, 20_000L);
  }

  @Test
  void anEmptyLastPageMayTrimTheFrameBefore() throws IOException {
    byte[] file =
        file(
            packets -> {
              packets.add(PACKET, 960);
              packets.endPage();
              packets.finish();
            });
    assertThat(MediaFixtures.readOpus(file))
        .extracting(MediaFrame::durationTicks)
        .containsExactly(960);
    ByteBuffer page = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int granuleOffset = file.length - OggPage.HEADER_BYTES + 6;
    page.putLong(granuleOffset, 500);
    MediaFixtures.repairChecksums(file);
    assertThat(MediaFixtures.readOpus(file))
        .extracting(MediaFrame::durationTicks)
        .containsExactly(500);
    page.putLong(granuleOffset, 961);
    MediaFixtures.repairChecksums(file);
    assertRefused(file, "at byte 126: the stream ends at granule position 961, its packets at 960");
  }

  @Test
  void soundMayBeMissingBetweenPages() throws IOException {
    List<MediaFrame> frames =
        read(
            packets -> {
              packets.add(PACKET, 960);
              packets.endPage();
              packets.add(PACKET, 5000);
              packets.finish();
            });
    assertThat(frames).extracting(MediaFrame::tick).containsExactly(0L, 4040L);
  }

  @Test
  void lostPacketsBecomeRequestsForConcealment() throws IOException {
    byte[] file =
        MediaFixtures.bytes(
            out -> {
              OggOpusWriter writer = new OggOpusWriter(out, MediaFixtures.AUDIO);
              writer.lost();
              writer.write(960, 960, PACKET);
              writer.lost();
              writer.lost();
              writer.write(2880 + 120, 960, PACKET);
              writer.lost();
              writer.finish();
            });
    assertThat(MediaFixtures.readOpus(file))
        .extracting(MediaFrame::payload)
        .containsExactly(
            new byte[] {MediaFixtures.TOC_20_MS},
            PACKET,
            // 1,080 samples for two: 480 and 600, neither of which is a frame of 20 ms.
            new byte[] {(byte) (28 << 3 | 3), 4},
            new byte[] {(byte) (28 << 3 | 3), 5},
            PACKET,
            new byte[] {MediaFixtures.TOC_20_MS});
  }

  @Test
  void pagesHoldASecond() throws IOException {
    byte[] file =
        MediaFixtures.bytes(
            out -> {
              OggOpusWriter writer = new OggOpusWriter(out, MediaFixtures.AUDIO);
              for (int i = 0; i < 120; i++) {
                writer.write(960L * i, 960, PACKET);
              }
              writer.finish();
            });
    OggPacketReader reader = new OggPacketReader(MediaFixtures.input(file));
    for (int expected : new int[] {1, 1, 50, 50, 20}) {
      OggPacketReader.Page page = requireNonNull(reader.next());
      assertThat(page.packets()).hasSize(expected);
    }
    assertThat(reader.next()).isNull();
  }

  @Test
  void refusesWhatIsNotOneOpusStream() throws IOException {
    byte[] file = MediaFixtures.smallOpus();
    assertRefused(new byte[0], "is empty");
    assertRefused(
        joined(file, file),
        "at byte 197: more data after the end of the stream; chained streams are not supported");
    assertRefused(
        joined(file, new byte[1]),
        "at byte 197: more data after the end of the stream; chained streams are not supported");
    byte[] vorbis = file.clone();
    System.arraycopy("\1vorbis".getBytes(StandardCharsets.US_ASCII), 0, vorbis, 28, 7);
    MediaFixtures.repairChecksums(vorbis);
    assertRefused(vorbis, "the Ogg stream is not Opus, expected a packet \"OpusHead\" first");
    byte[] beside = joined(Arrays.copyOf(file, 47), file);
    assertRefused(
        beside, "at byte 47: a second stream begins, expected a file with one Opus stream");
    byte[] surround = file.clone();
    surround[28 + 9] = 6;
    surround[28 + 18] = 1;
    MediaFixtures.repairChecksums(surround);
    assertRefused(surround, "6 channels in mapping family 1, expected mono or stereo in family 0");
  }

  @Test
  void refusesPagesOutOfPlace() throws IOException {
    byte[] file = MediaFixtures.smallOpus();
    assertRefused(
        Arrays.copyOfRange(file, 47, file.length), "at byte 0: the stream's first page is missing");
    byte[] withoutTags = joined(Arrays.copyOf(file, 47), Arrays.copyOfRange(file, 96, file.length));
    assertRefused(withoutTags, "at byte 47: Ogg page 2 follows where page 1 is expected");
    byte[] flipped = file.clone();
    flipped[100] ^= 1;
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> MediaFixtures.readOpus(flipped))
        .withMessageStartingWith("clip: at byte 96: ");
  }

  @Test
  void refusesCutFiles() throws IOException {
    byte[] file = MediaFixtures.smallOpus();
    assertRefused(
        Arrays.copyOf(file, 30), "at byte 0: Ogg page is cut short, file ends 17 bytes too early");
    assertRefused(Arrays.copyOf(file, 96), "ends without the last page of its stream: cut short");
    assertRefused(file(OggPacketWriter::finish), "has no packets");
  }

  @Test
  void refusesTimesAndPacketsThatCannotBe() throws IOException {
    assertRefused(
        file(
            packets -> {
              packets.add(PACKET, 500);
              packets.endPage();
              packets.finish();
            }),
        "at byte 96: granule position 500, expected at least 960");
    assertRefused(
        file(
            packets -> {
              packets.add(PACKET, -1);
              packets.finish();
            }),
        "at byte 96: packets end here, but the granule position is -1");
    assertRefused(
        file(
            packets -> {
              packets.add(PACKET, 960);
              packets.add(new byte[0], 960);
              packets.finish();
            }),
        "at byte 96: packet 1 is not a valid Opus packet");
  }

  private static byte[] file(Packets packets) throws IOException {
    return MediaFixtures.bytes(out -> packets.to(MediaFixtures.opusPackets(out)));
  }

  private static List<MediaFrame> read(Packets packets) throws IOException {
    return MediaFixtures.readOpus(file(packets));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static void assertRefused(byte[] file, String problem) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> MediaFixtures.readOpus(file))
        .withMessage("clip: " + problem);
  }
}
