package org.ecall.cli.media;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes received frames as a playable file. Frames come in any order and with gaps; they are kept
 * in a temporary file beside the target until {@link #finish} writes the target in their order and
 * moves it in place at once. Until then, and whenever something fails, an earlier file of that name
 * stays as it was, and nothing else is left.
 *
 * <p>What is written is decrypted media: only the file's owner may read it, where the file system
 * knows owners.
 *
 * <p>Safe for use by several threads, so that a shutdown hook may close what another thread fills.
 * Interrupting a thread inside a method closes the sink's file; later calls then fail.
 */
public final class MediaSink implements Closeable {

  /** Sequences lie below this: almost four days of packets of 20 ms. */
  public static final int MAX_FRAMES = 1 << 24;

  private final Path target;
  private final MediaFormat format;
  private final FrameSpool spool;
  private boolean closed;

  private MediaSink(Path target, MediaFormat format, FrameSpool spool) {
    this.target = target;
    this.format = format;
    this.spool = spool;
  }

  /**
   * Creates a sink.
   *
   * @param target the file to write; replaced if there is one. Its folder exists
   * @param format of the stream whose frames will come
   * @throws IOException if the folder cannot be written to, or the target is one
   */
  public static MediaSink create(Path target, MediaFormat format) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new FileSystemException(target.toString(), null, "is a folder, expected a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(folder.toString(), null, "no such folder");
    }
    return new MediaSink(absolute, format, FrameSpool.in(folder));
  }

  /**
   * Takes a frame. Its sequence, tick, duration and payload are used.
   *
   * @throws IllegalStateException if a frame of that sequence came before, or the sink is closed
   * @throws IllegalArgumentException if the sequence is negative or not below {@link #MAX_FRAMES},
   *     or the payload above {@link MediaFrame#MAX_PAYLOAD_BYTES}
   */
  public synchronized void accept(MediaFrame frame) throws IOException {
    checkOpen();
    int sequence = frame.sequence();
    if (sequence < 0 || sequence >= MAX_FRAMES) {
      throw new IllegalArgumentException("no frame has the sequence " + sequence);
    }
    if (frame.payload().length > MediaFrame.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "frame %d has %d bytes".formatted(sequence, frame.payload().length));
    }
    if (spool.contains(sequence)) {
      throw new IllegalStateException("frame %d came twice".formatted(sequence));
    }
    spool.add(frame);
  }

  /** Returns how many frames came. */
  public synchronized int receivedFrames() {
    return spool.frames();
  }

  /**
   * Writes the file and closes the sink. For each frame that did not come, one is written that
   * makes a decoder bridge it, at the time it had or nearly so: an Opus packet that asks for loss
   * concealment, a VP8 frame that repeats the picture. The file thus has as many frames as were
   * sent. If none came there is nothing to tell of the stream, and no file is written.
   *
   * @param sentFrames how many frames the stream has
   * @return how many were filled in
   * @throws IllegalArgumentException if a frame of that sequence or above came
   * @throws IllegalStateException if the sink is closed
   */
  public synchronized int finish(int sentFrames) throws IOException {
    checkOpen();
    try {
      int received = 0;
      for (int i = 0; i < sentFrames; i++) {
        received += spool.contains(i) ? 1 : 0;
      }
      if (received != spool.frames()) {
        throw new IllegalArgumentException(
            "%d frames came from beyond the %d sent"
                .formatted(spool.frames() - received, sentFrames));
      }
      if (received > 0) {
        AtomicFile.write(target, out -> writeFrames(out, sentFrames));
      }
      return sentFrames - received;
    } finally {
      close();
    }
  }

  private void writeFrames(OutputStream out, int sentFrames) throws IOException {
    MediaWriter writer =
        switch (format) {
          case VideoFormat video -> new IvfWriter(out, video, sentFrames);
          case AudioFormat audio -> new OggOpusWriter(out, audio);
        };
    for (int i = 0; i < sentFrames; i++) {
      if (spool.contains(i)) {
        writer.write(spool.tick(i), spool.durationTicks(i), spool.payload(i));
      } else {
        writer.lost();
      }
    }
    writer.finish();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the sink of " + target + " is closed");
    }
  }

  /** Throws away what came, unless it was finished. Closing again does nothing. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    spool.close();
  }
}
