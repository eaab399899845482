package org.ecall.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** IVF: its bytes, its times, and what is said of a damaged file. */
final class IvfTest {

  @Test
  void writesTheBytesOfTheFormat() throws IOException {
    byte[] file =
        MediaFixtures.bytes(
            out -> {
              IvfWriter writer = new IvfWriter(out, new VideoFormat(480, 270, 1001, 30_000), 1);
              writer.write(0x0102, 0, new byte[] {0x11, 0x22});
              writer.finish();
            });
    assertThat(HexFormat.of().formatHex(file))
        .isEqualTo(
            "444b4946"
                + "0000"
                + "2000"
                + "56503830"
                + "e001"
                + "0e01"
                + "30750000"
                + "e9030000"
                + "01000000"
                + "00000000"
                + "02000000"
                + "0201000000000000"
                + "1122");
  }

  @Test
  void readsTimesFromTheFirstFrameOn() throws IOException {
    VideoFormat format = new VideoFormat(16, 16, 1001, 30_000);
    byte[] file =
        MediaFixtures.bytes(
            out -> {
              IvfWriter writer = new IvfWriter(out, format, 2);
              writer.write(100, 0, new byte[] {0x10});
              writer.write(130, 0, new byte[] {0x11});
              writer.finish();
            });
    List<MediaFrame> frames = MediaFixtures.readIvf(file);
    assertThat(frames).extracting(MediaFrame::tick).containsExactly(100L, 130L);
    assertThat(frames).extracting(MediaFrame::timeMicros).containsExactly(0L, 1_001_000L);
    assertThat(frames).extracting(MediaFrame::keyFrame).containsExactly(true, false);
    assertThat(frames).extracting(MediaFrame::sequence).containsExactly(0, 1);
  }

  @Test
  void takesALengthInTicksAndNone() throws IOException {
    byte[] file =
        MediaFixtures.bytes(
            out -> {
              IvfWriter writer = new IvfWriter(out, new VideoFormat(16, 16, 1, 1000), 3);
              for (int i = 0; i < 3; i++) {
                writer.write(33L * i, 0, new byte[] {0x10});
              }
              writer.finish();
            });
    for (int length : new int[] {99, 0, -1, 3, 2}) {
      assertThat(MediaFixtures.readIvf(changed(file, 24, length))).hasSize(3);
    }
    assertRefused(
        changed(file, 24, 100),
        "ends after 3 frames, its header announces 100 (frames or ticks): cut short");
  }

  @Test
  void namesWhatIsWrongInTheHeader() throws IOException {
    byte[] file = MediaFixtures.smallIvf();
    assertRefused(new byte[0], "starts with nothing, expected an IVF file (\"DKIF\")");
    assertRefused(
        changed(file, 0, 0x0A00_4141), "starts with \"AA??\", expected an IVF file (\"DKIF\")");
    assertRefused(Arrays.copyOf(file, 31), "IVF header is cut short: 31 of 32 bytes");
    assertRefused(
        changed(file, 4, 0x20_0001),
        "IVF version 1 with a header of 32 bytes, expected version 0 and 32 bytes");
    assertRefused(
        changed(file, 8, 0x3039_5056), "codec \"VP90\" is not supported, expected VP8 (\"VP80\")");
    assertRefused(changed(file, 12, 480), "pictures of 480 x 0 pixels");
    assertRefused(changed(file, 16, 0), "time base 1/0 s, expected two numbers above 0");
    assertRefused(Arrays.copyOf(file, 32), "has no frames");
  }

  @Test
  void namesTheFrameThatIsWrong() throws IOException {
    byte[] file = MediaFixtures.smallIvf();
    assertRefused(Arrays.copyOf(file, 50), "frame 0 at byte 32: says 10 bytes, file ends after 6");
    assertRefused(
        Arrays.copyOf(file, 60), "frame 1 at byte 54: its header of 12 bytes ends after 6");
    assertRefused(
        changed(file, 54, 0xFFFF_FFFF),
        "frame 1 at byte 54: says 4294967295 bytes, more than the 16777216 allowed");
    assertRefused(
        changed(file, 85, 0),
        "frame 3 at byte 81: its time 0 lies before the 2 of the frame before it");
    assertRefused(
        changed(file, 89, 0x7FFF_FFFF),
        "frame 3 at byte 81: its time 9223372032559808515 is beyond all measure");
    assertRefused(
        changed(file, 89, 0x8000_0000),
        "frame 3 at byte 81: its time 9223372036854775811 lies before the 2 of the frame before"
            + " it");
  }

  @Test
  void spreadsLostFramesBetweenTheirNeighbours() throws IOException {
    byte[] file =
        MediaFixtures.bytes(
            out -> {
              IvfWriter writer = new IvfWriter(out, MediaFixtures.VIDEO, 9);
              writer.lost();
              writer.lost();
              writer.write(20, 0, new byte[] {0x11});
              writer.lost();
              writer.lost();
              writer.write(51, 0, new byte[] {0x11});
              writer.write(60, 0, new byte[] {0x11});
              writer.lost();
              writer.lost();
              writer.finish();
            });
    assertThat(MediaFixtures.readIvf(file))
        .extracting(MediaFrame::tick)
        .containsExactly(0L, 10L, 20L, 30L, 40L, 51L, 60L, 70L, 80L);
  }

  private static byte[] changed(byte[] file, int offset, int value) {
    byte[] bytes = file.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    return bytes;
  }

  private static void assertRefused(byte[] file, String problem) {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> MediaFixtures.readIvf(file))
        .withMessage("clip: " + problem);
  }
}
