package org.ecall.cli.media;

import java.io.IOException;
import java.io.Serial;

/**
 * A media file that is missing, damaged, cut short or of a kind the call does not take. The message
 * is one line for the person who named the file: which file, where in it, what is wrong, what was
 * expected.
 */
public final class MediaFormatException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  MediaFormatException(String source, String problem) {
    super(source + ": " + problem);
  }
}
