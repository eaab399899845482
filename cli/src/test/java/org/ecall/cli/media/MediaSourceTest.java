package org.ecall.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening media files by name. */
final class MediaSourceTest {

  @TempDir private Path folder;

  @Test
  void readsAFile() throws IOException {
    Path file = Files.write(folder.resolve("v.ivf"), MediaFixtures.smallIvf());
    assertThat(MediaFixtures.readAll(MediaSource.openVideo(file))).hasSize(4);
  }

  @Test
  void saysThatAFileIsMissing() {
    Path file = folder.resolve("none.opus");
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> MediaSource.openAudio(file))
        .withMessage(file + ": no such file");
  }

  @Test
  void saysThatAFolderIsNoFile() {
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> MediaSource.openVideo(folder))
        .withMessage(folder + ": is a folder, expected a media file");
  }

  @Test
  void tellsTheKindsApart() throws IOException {
    Path video = Files.write(folder.resolve("v"), MediaFixtures.smallIvf());
    Path audio = Files.write(folder.resolve("a"), MediaFixtures.smallOpus());
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> MediaSource.openVideo(audio))
        .withMessage(audio + ": starts with \"OggS\", expected an IVF file (\"DKIF\")");
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> MediaSource.openAudio(video))
        .withMessage(video + ": at byte 0: no Ogg page (\"OggS\")");
  }

  @Test
  void closesWhatItCannotUse() {
    AtomicBoolean closed = new AtomicBoolean();
    var in =
        new ByteArrayInputStream(new byte[100]) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    assertThatExceptionOfType(MediaFormatException.class)
        .isThrownBy(() -> OggOpusReader.open(new MediaInput("clip", in)));
    assertThat(closed).isTrue();
  }
}
