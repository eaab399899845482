package org.ecall.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecall.cli.media.MediaFormatException;
import org.ecall.cli.media.MediaFrame;
import org.ecall.cli.media.MediaSink;
import org.ecall.cli.media.MediaSource;
import org.jspecify.annotations.Nullable;

/**
 * Media files: any bytes are frames or are refused as documented, and frames that were read are
 * written to a file that reads as the same frames. The first byte says which parser, and whether
 * the checksums of Ogg pages are put right, which no mutation would survive.
 */
public final class MediaFilesTarget {

  private static final int VIDEO = 1;
  private static final int KEEP_CHECKSUMS = 2;
  private static final Path FOLDER = TemporaryFolder.create();

  private MediaFilesTarget() {}

  /** One file. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    boolean video = (bytes[0] & VIDEO) != 0;
    byte[] file = Arrays.copyOfRange(bytes, 1, bytes.length);
    if (!video && (bytes[0] & KEEP_CHECKSUMS) == 0) {
      OggChecksums.putRight(file);
    }
    Path path = FOLDER.resolve("in");
    Files.write(path, file);
    List<MediaFrame> frames = new ArrayList<>();
    MediaSource source = read(path, video, frames);
    if (source != null) {
      writeAndRead(source, video, frames);
    }
  }

  /** The closed source, or null if the file was refused. */
  private static @Nullable MediaSource read(Path path, boolean video, List<MediaFrame> frames)
      throws IOException {
    try (MediaSource source = video ? MediaSource.openVideo(path) : MediaSource.openAudio(path)) {
      MediaFrame frame;
      while ((frame = source.next()) != null) {
        Oracle.require(frame.sequence() == frames.size(), "frames are numbered");
        frames.add(frame);
      }
      return source;
    } catch (MediaFormatException e) {
      return null;
    }
  }

  private static void writeAndRead(MediaSource source, boolean video, List<MediaFrame> frames)
      throws IOException {
    Path path = FOLDER.resolve("out");
    try (MediaSink sink = MediaSink.create(path, source.format())) {
      for (MediaFrame frame : frames) {
        sink.accept(frame);
      }
      sink.finish(frames.size());
    }
    List<MediaFrame> again = new ArrayList<>();
    Oracle.require(read(path, video, again) != null, "reads what it has written");
    Oracle.require(again.size() == frames.size(), "reads all that it has written");
    for (int i = 0; i < frames.size(); i++) {
      Oracle.requireEqual(again.get(i).payload(), frames.get(i).payload(), "frame " + i);
    }
  }
}
