package org.ecall.cli.call;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecall.cli.media.MediaSink;
import org.jspecify.annotations.Nullable;

/** The files that hold what each side received. Closed without finishing, it leaves nothing. */
final class ReceivedFiles implements Closeable {

  private record Target(Side side, MediaTrack track, Path path, MediaSink sink) {}

  private final List<Target> targets = new ArrayList<>();
  private final @Nullable Path madeFolder;

  private ReceivedFiles(@Nullable Path madeFolder) {
    this.madeFolder = madeFolder;
  }

  /** Prepares a file for each side and track; none if there is no folder. */
  static ReceivedFiles in(@Nullable Path folder, List<MediaTrack> tracks) throws IOException {
    if (folder == null) {
      return new ReceivedFiles(null);
    }
    boolean isNew = Files.notExists(folder);
    Files.createDirectories(folder);
    ReceivedFiles files = new ReceivedFiles(isNew ? folder : null);
    try {
      for (Side side : Side.values()) {
        for (MediaTrack track : tracks) {
          files.add(side, track, folder);
        }
      }
      return files;
    } catch (IOException e) {
      files.close();
      throw e;
    }
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

  /** Writes all files; the answer is how many lost frames were bridged in each. */
  Map<Path, Integer> finish() throws IOException {
    Map<Path, Integer> bridged = new LinkedHashMap<>();
    for (Target target : targets) {
      bridged.put(target.path, target.sink.finish(target.track.summary().frames()));
    }
    return bridged;
  }

  @Override
  public void close() throws IOException {
    for (Target target : targets) {
      target.sink.close();
    }
    if (madeFolder != null && isEmpty(madeFolder)) {
      Files.delete(madeFolder);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}
