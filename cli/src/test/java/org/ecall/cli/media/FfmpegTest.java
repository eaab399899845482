package org.ecall.cli.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ffprobe and ffmpeg make of received files; skipped where they are not installed. */
final class FfmpegTest {

  private static final long TIMEOUT_SECONDS = 120;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 30})
  void receivedFilesHaveTheSentPacketCounts(int lossPercent) throws Exception {
    assumeInstalled("ffprobe");
    assertCount(MediaSource.sampleVideo(), lossPercent);
    assertCount(MediaSource.sampleAudio(), lossPercent);
  }

  /** The first frame arrives: before a key frame there is no picture to repeat. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 30})
  void receivedFilesDecodeWithoutComplaint(int lossPercent) throws Exception {
    assumeInstalled("ffmpeg");
    for (MediaSource source : List.of(MediaSource.sampleVideo(), MediaSource.sampleAudio())) {
      Path file = receive(source, lossPercent);
      assertThat(run("ffmpeg", "-v", "warning", "-i", file.toString(), "-f", "null", "-"))
          .isEmpty();
    }
  }

  /** With a repeat after every frame, each picture shows twice, and none is otherwise changed. */
  @Test
  void repeatFramesShowThePictureAgainAndChangeNoOther() throws Exception {
    assumeInstalled("ffmpeg");
    Path original = folder.resolve("original.ivf");
    Path doubled = folder.resolve("doubled.ivf");
    List<MediaFrame> frames = MediaFixtures.readAll(MediaSource.sampleVideo()).subList(0, 150);
    VideoFormat format = new VideoFormat(480, 270, 1, 30);
    try (OutputStream out = Files.newOutputStream(original);
        OutputStream outDoubled = Files.newOutputStream(doubled)) {
      IvfWriter writer = new IvfWriter(out, format, frames.size());
      IvfWriter doubler = new IvfWriter(outDoubled, format, 2 * frames.size());
      byte[] repeat = Vp8RepeatFrame.of(new Vp8KeyFrame(0, 480, 270));
      for (MediaFrame frame : frames) {
        writer.write(frame.tick(), 0, frame.payload());
        doubler.write(2 * frame.tick(), 0, frame.payload());
        doubler.write(2 * frame.tick() + 1, 0, repeat);
      }
      writer.finish();
      doubler.finish();
    }
    List<String> expected = new ArrayList<>();
    for (String picture : pictures(original)) {
      expected.add(picture);
      expected.add(picture);
    }
    assertThat(expected).hasSize(300);
    assertThat(pictures(doubled)).isEqualTo(expected);
  }

  private void assertCount(MediaSource source, int lossPercent) throws Exception {
    String count = source.format() instanceof VideoFormat ? "360" : "601";
    Path file = receive(source, lossPercent);
    assertThat(
            run(
                "ffprobe",
                "-v",
                "error",
                "-count_packets",
                "-show_entries",
                "stream=nb_read_packets",
                "-of",
                "default=noprint_wrappers=1:nokey=1",
                file.toString()))
        .containsExactly(count);
  }

  /** Writes a stream of which some frames are lost, never the first. */
  private Path receive(MediaSource source, int lossPercent) throws IOException {
    MediaFormat format = source.format();
    Path file = folder.resolve("received" + format.fileExtension());
    List<MediaFrame> frames = MediaFixtures.readAll(source);
    Random random = new Random(lossPercent);
    try (MediaSink sink = MediaSink.create(file, format)) {
      for (MediaFrame frame : frames) {
        if (frame.sequence() == 0 || random.nextInt(100) >= lossPercent) {
          sink.accept(frame);
        }
      }
      sink.finish(frames.size());
    }
    return file;
  }

  /** Returns the digest of each decoded picture. */
  private static List<String> pictures(Path file) throws Exception {
    return run(
            "ffmpeg",
            "-v",
            "error",
            "-i",
            file.toString(),
            "-fps_mode",
            "passthrough",
            "-f",
            "framemd5",
            "-")
        .stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  private static void assumeInstalled(String program) {
    try {
      run(program, "-version");
    } catch (IOException | InterruptedException e) {
      Assumptions.abort(program + " is not installed: " + e.getMessage());
    }
  }

  /** Runs a program to its end, which is good; returns the lines of both its outputs. */
  private static List<String> run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("media", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      List<String> lines = Files.readAllLines(output, UTF_8);
      assertThat(process.waitFor()).as("%s: %s", List.of(command), lines).isZero();
      return lines;
    } finally {
      Files.delete(output);
    }
  }
}
