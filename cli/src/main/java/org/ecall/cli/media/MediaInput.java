package org.ecall.cli.media;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bytes of a named source in order; knows its position, so that errors can say where they are. */
final class MediaInput implements Closeable {

  private static final int BUFFER_BYTES = 64 << 10;

  private final String name;
  private final InputStream in;
  private long position;

  /**
   * Creates an input.
   *
   * @param name what to call the source in errors
   * @param in closed with this
   */
  MediaInput(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /** Opens a file; one that cannot be opened for a plain reason is reported as bad media. */
  static MediaInput open(Path file) throws IOException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new MediaFormatException(name, "is a folder, expected a media file");
    }
    try {
      return new MediaInput(name, Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      throw caused(new MediaFormatException(name, "no such file"), e);
    } catch (AccessDeniedException e) {
      throw caused(new MediaFormatException(name, "may not be read (permission denied)"), e);
    }
  }

  private static MediaFormatException caused(MediaFormatException e, IOException cause) {
    e.initCause(cause);
    return e;
  }

  /** Returns how many bytes were read so far. */
  long position() {
    return position;
  }

  /** Reads so many bytes, or fewer at the end of the source. Memory grows with what is there. */
  byte[] readUpTo(int sizeBytes) throws IOException {
    byte[] bytes = in.readNBytes(sizeBytes);
    position += bytes.length;
    return bytes;
  }

  /** Returns an error about this source, to be thrown. */
  MediaFormatException bad(String problem) {
    return new MediaFormatException(name, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
