package org.ecall.cli.call;

import java.io.IOException;
import org.ecall.cli.media.MediaSource;
import org.ecall.cli.media.MediaSummary;
import org.ecall.engine.key.MediaStream;

/**
 * A stream of the call and where its media comes from. It has been read through once, so that a
 * damaged file is refused before the call begins.
 *
 * @param stream which stream
 * @param opener opens the media anew
 * @param summary what it holds
 */
record MediaTrack(MediaStream stream, Opener opener, MediaSummary summary) {

  /** Opens a media file or sample. */
  interface Opener {
    MediaSource open() throws IOException;
  }

  static MediaTrack read(MediaStream stream, Opener opener) throws IOException {
    try (MediaSource source = opener.open()) {
      return new MediaTrack(stream, opener, MediaSummary.of(source));
    }
  }
}
