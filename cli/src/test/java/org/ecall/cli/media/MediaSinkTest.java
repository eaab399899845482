package org.ecall.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sink refuses, and what it leaves in its folder. */
final class MediaSinkTest {

  @TempDir private Path folder;
  private Path target;

  @BeforeEach
  void chooseTarget() {
    target = folder.resolve("received.ivf");
  }

  @Test
  void closingWithoutFinishLeavesNothing() throws IOException {
    try (MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO)) {
      sink.accept(frame(0));
    }
    assertThat(MediaFixtures.listing(folder)).isEmpty();
  }

  @Test
  void theTargetAppearsOnlyAtFinish() throws IOException {
    Files.writeString(target, "earlier");
    MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO);
    sink.accept(frame(0));
    assertThat(target).hasContent("earlier");
    sink.finish(1);
    assertThat(MediaFixtures.readIvf(Files.readAllBytes(target))).hasSize(1);
    assertThat(MediaFixtures.listing(folder)).containsExactly("received.ivf");
  }

  @Test
  void aFailedFinishLeavesNothing() throws IOException {
    MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO);
    sink.accept(frame(0));
    Files.createDirectory(target);
    Files.createFile(target.resolve("in the way"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> sink.finish(1));
    assertThat(MediaFixtures.listing(folder)).containsExactly("received.ivf");
    assertThatIllegalStateException().isThrownBy(() -> sink.accept(frame(1)));
  }

  @Test
  void withoutFramesThereIsNoFile() throws IOException {
    MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO);
    assertThat(sink.finish(10)).isEqualTo(10);
    assertThat(MediaFixtures.listing(folder)).isEmpty();
  }

  @Test
  void aFrameComesOnce() throws IOException {
    try (MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO)) {
      sink.accept(frame(3));
      assertThatIllegalStateException().isThrownBy(() -> sink.accept(frame(3)));
      assertThat(sink.receivedFrames()).isEqualTo(1);
    }
  }

  @Test
  void aFrameIsOneOfThoseSent() throws IOException {
    try (MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO)) {
      sink.accept(frame(0));
      sink.accept(frame(5));
      assertThatIllegalArgumentException().isThrownBy(() -> sink.finish(5));
    }
    assertThat(MediaFixtures.listing(folder)).isEmpty();
  }

  @Test
  void sequencesAndSizesHaveLimits() throws IOException {
    try (MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO)) {
      assertThatIllegalArgumentException().isThrownBy(() -> sink.accept(frame(-1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sink.accept(frame(MediaSink.MAX_FRAMES)));
      byte[] large = new byte[MediaFrame.MAX_PAYLOAD_BYTES + 1];
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sink.accept(new MediaFrame(0, 0, 0, 0, false, large)));
    }
  }

  @Test
  void aClosedSinkTakesNothing() throws IOException {
    MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO);
    sink.close();
    sink.close();
    assertThatIllegalStateException().isThrownBy(() -> sink.accept(frame(0)));
    assertThatIllegalStateException().isThrownBy(() -> sink.finish(0));
  }

  @Test
  void theFolderMustBeThere() {
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(
            () -> MediaSink.create(folder.resolve("no").resolve("x.ivf"), MediaFixtures.VIDEO))
        .withMessageEndingWith("no: no such folder");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> MediaSink.create(folder, MediaFixtures.VIDEO))
        .withMessageEndingWith("is a folder, expected a file");
  }

  @Test
  void decryptedMediaIsForItsOwner() throws IOException {
    assumePosix();
    MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO);
    sink.accept(frame(0));
    sink.finish(1);
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void evenAKilledProcessLeavesNothing() throws IOException {
    assumePosix();
    try (MediaSink sink = MediaSink.create(target, MediaFixtures.VIDEO)) {
      sink.accept(frame(0));
      assertThat(MediaFixtures.listing(folder)).as("names while frames come in").isEmpty();
    }
  }

  private void assumePosix() {
    Assumptions.assumeTrue(
        Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null,
        "needs a POSIX file system");
  }

  private static MediaFrame frame(int sequence) {
    return new MediaFrame(sequence, 0, sequence, 0, false, new byte[] {0x11, 2});
  }
}
