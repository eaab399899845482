package org.ecall.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ecall.cli.media.MediaFrame;
import org.ecall.cli.media.MediaSink;
import org.ecall.cli.media.MediaSource;
import org.ecall.cli.network.Side;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceivedFilesTest {

  @TempDir private Path folder;

  private Path out;
  private List<MediaTrack> tracks;

  @BeforeEach
  void readSamples() throws IOException {
    out = folder.resolve("a/b/received");
    tracks =
        List.of(
            MediaTrack.read(MediaStream.AUDIO, MediaSource::sampleAudio),
            MediaTrack.read(MediaStream.VIDEO, MediaSource::sampleVideo));
  }

  private static void deliverFirstVideoFrame(ReceivedFiles files, Side side) throws IOException {
    try (MediaSource source = MediaSource.sampleVideo()) {
      MediaSink sink = files.sinksOf(side).get(MediaStream.VIDEO.number());
      MediaFrame first = source.next();
      sink.accept(first);
    }
  }

  private List<String> left() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.skip(1).map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }

  @Test
  void withoutAFolderNothingIsKept() throws IOException {
    try (ReceivedFiles files = ReceivedFiles.in(null, tracks)) {
      assertThat(files.sinksOf(Side.CALLER)).isEmpty();
      assertThat(files.finish()).isEmpty();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void eachSideHasAFileForEachTrack() throws IOException {
    try (ReceivedFiles files = ReceivedFiles.in(out, tracks)) {
      for (Side side : Side.values()) {
        assertThat(files.sinksOf(side)).containsOnlyKeys(0, 1);
      }
    }
  }

  @Test
  void whatCameIsWrittenAndTheRestBridged() throws IOException {
    Map<Path, Integer> bridged;
    try (ReceivedFiles files = ReceivedFiles.in(out, tracks)) {
      deliverFirstVideoFrame(files, Side.CALLEE);
      bridged = files.finish();
    }
    // Of the streams of which nothing came there is no file, and none is reported.
    assertThat(bridged).containsExactly(Map.entry(out.resolve("callee-video.ivf"), 359));
    assertThat(left()).containsExactly("a", "a/b", "a/b/received", "a/b/received/callee-video.ivf");
  }

  @Test
  void unfinishedItLeavesNothingNotEvenTheFoldersThatItMade() throws IOException {
    try (ReceivedFiles files = ReceivedFiles.in(out, tracks)) {
      deliverFirstVideoFrame(files, Side.CALLER);
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void existingFolderAndWhatIsInItStay() throws IOException {
    Files.createDirectories(out);
    Path earlier = Files.writeString(out.resolve("callee-video.ivf"), "earlier");
    try (ReceivedFiles files = ReceivedFiles.in(out, tracks)) {
      deliverFirstVideoFrame(files, Side.CALLEE);
    }
    assertThat(earlier).hasContent("earlier");
    assertThat(left()).hasSize(4);
  }

  @Test
  void failureWhileFinishingTakesTheOtherFilesBack() throws IOException {
    ReceivedFiles files = ReceivedFiles.in(out, tracks);
    deliverFirstVideoFrame(files, Side.CALLER);
    deliverFirstVideoFrame(files, Side.CALLEE);
    // The last file cannot be moved in place.
    Path inTheWay = Files.createDirectories(out.resolve("callee-video.ivf/in the way"));
    assertThatExceptionOfType(IOException.class).isThrownBy(files::finish);
    files.close();
    assertThat(left()).contains(folder.relativize(inTheWay).toString()).hasSize(5);
  }

  @Test
  void fileInThePlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(NotDirectoryException.class)
        .isThrownBy(() -> ReceivedFiles.in(file, tracks));
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> ReceivedFiles.in(file.resolve("below"), tracks));
    assertThat(left()).containsExactly("file");
  }

  @Test
  void folderInThePlaceOfAFileIsRefused() throws IOException {
    Files.createDirectories(out.resolve("callee-video.ivf"));
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> ReceivedFiles.in(out, tracks));
    assertThat(left()).hasSize(4);
  }
}
