package org.ecall.cli.call;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecall.cli.media.MediaSink;
import org.ecall.cli.network.Side;
import org.jspecify.annotations.Nullable;

/** The files that hold what each side received. Closed without finishing, it leaves nothing. */
final class ReceivedFiles implements Closeable {

  private record Target(Side side, MediaTrack track, Path path, MediaSink sink) {}

  private final List<Target> targets = new ArrayList<>();
  private final Map<Path, Integer> written = new LinkedHashMap<>();

  /** Innermost first. */
  private final List<Path> madeFolders = new ArrayList<>();

  private boolean finished;

  private ReceivedFiles() {}

  /** Prepares a file for each side and track; none if there is no folder. */
  static ReceivedFiles in(@Nullable Path folder, List<MediaTrack> tracks) throws IOException {
    ReceivedFiles files = new ReceivedFiles();
    if (folder == null) {
      return files;
    }
    try {
      files.make(folder);
      for (Side side : Side.values()) {
        for (MediaTrack track : tracks) {
          files.add(side, track, folder);
        }
      }
      return files;
    } catch (Throwable t) {
      files.close();
      throw t;
    }
  }

  private void make(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    for (Path above = folder.toAbsolutePath().normalize();
        above != null && Files.notExists(above);
        above = above.getParent()) {
      madeFolders.add(above);
    }
    Files.createDirectories(folder);
  }

  private void add(Side side, MediaTrack track, Path folder) throws IOException {
    String name =
        "%s-%s%s"
            .formatted(
                side.label(),
                track.stream().name().toLowerCase(Locale.ROOT),
                track.summary().format().fileExtension());
    Path path = folder.resolve(name);
    targets.add(new Target(side, track, path, MediaSink.create(path, track.summary().format())));
  }

  /** Where a side's received frames go, by number of their stream. */
  Map<Integer, MediaSink> sinksOf(Side side) {
    Map<Integer, MediaSink> sinks = new HashMap<>();
    for (Target target : targets) {
      if (target.side == side) {
        sinks.put(target.track.stream().number(), target.sink);
      }
    }
    return sinks;
  }

  /**
   * Writes all files. The answer is how many lost frames were bridged in each; a stream of which
   * nothing came has none.
   */
  Map<Path, Integer> finish() throws IOException {
    for (Target target : targets) {
      int frames = target.track.summary().frames();
      int lost = target.sink.finish(frames);
      if (lost < frames) {
        written.put(target.path, lost);
      }
    }
    finished = true;
    return written;
  }

  @Override
  public void close() throws IOException {
    for (Target target : targets) {
      target.sink.close();
    }
    if (!finished) {
      for (Path path : written.keySet()) {
        Files.deleteIfExists(path);
      }
    }
    for (Path folder : madeFolders) {
      if (Files.isDirectory(folder) && isEmpty(folder)) {
        Files.delete(folder);
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
