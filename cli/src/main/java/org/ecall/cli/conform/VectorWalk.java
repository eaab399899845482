package org.ecall.cli.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** The files that paths name: themselves, and all below those that are directories. */
final class VectorWalk {

  private VectorWalk() {}

  static SequencedSet<Path> files(Collection<Path> paths) throws IOException {
    SequencedSet<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      files.addAll(filesBelow(path));
    }
    return files;
  }

  private static List<Path> filesBelow(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(Files::isRegularFile).map(Path::normalize).sorted().toList();
    }
  }
}
