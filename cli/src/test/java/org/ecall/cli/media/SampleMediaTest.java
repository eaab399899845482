package org.ecall.cli.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The media that ships with the command: what it holds, and that it survives a round trip. */
final class SampleMediaTest {

  @TempDir private Path folder;

  @Test
  void videoIsWhatItsReadmeSays() throws IOException {
    try (MediaSource source = MediaSource.sampleVideo()) {
      MediaSummary summary = MediaSummary.of(source);
      assertThat(summary.format()).isEqualTo(new VideoFormat(480, 270, 1, 30));
      assertThat(summary.frames()).isEqualTo(360);
      assertThat(summary.keyFrames()).isEqualTo(6);
      assertThat(summary.durationMicros()).isEqualTo(359 * 1_000_000L / 30);
    }
  }

  @Test
  void audioIsWhatItsReadmeSays() throws IOException {
    try (MediaSource source = MediaSource.sampleAudio()) {
      MediaSummary summary = MediaSummary.of(source);
      assertThat(summary.format()).isEqualTo(new AudioFormat(1, 312, 48_000, 0));
      assertThat(summary.frames()).isEqualTo(601).isEqualTo(summary.keyFrames());
      // The pre-skip of 6.5 ms comes on top of 12 s.
      assertThat(summary.durationMicros()).isEqualTo(12_006_500);
    }
  }

  @Test
  void bothTogetherStaySmall() throws IOException {
    try (MediaSource video = MediaSource.sampleVideo();
        MediaSource audio = MediaSource.sampleAudio()) {
      long sizeBytes =
          MediaSummary.of(video).payloadBytes() + MediaSummary.of(audio).payloadBytes();
      assertThat(sizeBytes).isBetween(200_000L, 1_200_000L);
    }
  }

  @Test
  void packetsLastTwentyMilliseconds() throws IOException {
    List<MediaFrame> frames = MediaFixtures.readAll(MediaSource.sampleAudio());
    assertThat(frames.subList(0, 600)).allMatch(frame -> frame.durationTicks() == 960);
    assertThat(frames.getLast().durationTicks()).isEqualTo(312);
  }

  @Test
  void videoSurvivesTheRoundTrip() throws IOException {
    assertRoundTrip(MediaSource.sampleVideo());
  }

  @Test
  void audioSurvivesTheRoundTrip() throws IOException {
    assertRoundTrip(MediaSource.sampleAudio());
  }

  private void assertRoundTrip(MediaSource source) throws IOException {
    MediaFormat format = source.format();
    List<MediaFrame> frames = MediaFixtures.readAll(source);
    Path copy = folder.resolve("copy" + format.fileExtension());
    try (MediaSink sink = MediaSink.create(copy, format)) {
      for (MediaFrame frame : frames) {
        sink.accept(frame);
      }
      assertThat(sink.finish(frames.size())).isZero();
    }
    try (MediaSource read = MediaFixtures.open(copy, format)) {
      assertThat(read.format()).isEqualTo(format);
      assertThat(MediaFixtures.readAll(read))
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(frames);
    }
    assertThat(MediaFixtures.listing(folder)).containsExactly(copy.getFileName().toString());
  }
}
