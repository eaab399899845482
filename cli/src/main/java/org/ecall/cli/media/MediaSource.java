package org.ecall.cli.media;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads an encoded stream frame by frame, holding no more of it than a frame or an Ogg page. One
 * thread at a time.
 *
 * <p>Reading is strict: what is damaged, cut short or ambiguous ends in a {@link
 * MediaFormatException}, never in a shorter stream. Any other {@link IOException} is the machine's.
 */
public sealed interface MediaSource extends Closeable permits IvfReader, OggOpusReader {

  /** Opens a VP8 stream in IVF and reads its header. */
  static MediaSource openVideo(Path file) throws IOException {
    return IvfReader.open(MediaInput.open(file));
  }

  /** Opens an Opus stream in Ogg and reads its headers. */
  static MediaSource openAudio(Path file) throws IOException {
    return OggOpusReader.open(MediaInput.open(file));
  }

  /** Opens the video that ships with the command. */
  static MediaSource sampleVideo() throws IOException {
    return IvfReader.open(sample("video.ivf"));
  }

  /** Opens the speech that ships with the command. */
  static MediaSource sampleAudio() throws IOException {
    return OggOpusReader.open(sample("audio.opus"));
  }

  private static MediaInput sample(String name) {
    InputStream in = MediaSource.class.getResourceAsStream("/org/ecall/cli/samples/" + name);
    if (in == null) {
      throw new IllegalStateException("the sample " + name + " is not in this build");
    }
    return new MediaInput("sample " + name, in);
  }

  /** Returns what the container says of the stream. */
  MediaFormat format();

  /**
   * Reads the next frame.
   *
   * @return null after the last one; a stream has at least one
   */
  @Nullable MediaFrame next() throws IOException;
}
