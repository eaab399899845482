package org.ecall.engine.ffm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file in a directory of its own, which has a fresh name and which nobody but this user can look
 * into: from the moment it exists, nobody else can put a file of his own in its place. Where the
 * file system has no POSIX permissions, the temporary directory's own access list does that.
 */
final class PrivateCopy implements AutoCloseable {

  private static final String PREFIX = "ecall-native-";

  private final Path directory;
  private final Path file;

  private PrivateCopy(Path directory, Path file) {
    this.directory = directory;
    this.file = file;
  }

  /** Copies a stream into a new file below the parent directory. */
  static PrivateCopy of(InputStream content, String fileName, Path parent) throws IOException {
    Path directory = Files.createTempDirectory(parent, PREFIX, ownerOnly(parent));
    PrivateCopy copy = new PrivateCopy(directory, directory.resolve(fileName));
    try (var out = Files.newOutputStream(copy.file, StandardOpenOption.CREATE_NEW)) {
      content.transferTo(out);
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path parent) {
    return parent.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  Path file() {
    return file;
  }

  /**
   * Removes file and directory: a library that is loaded needs neither. Windows does not remove a
   * file in use; the end of the process is tried then, and a file may stay behind.
   */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // What was registered last goes first.
      directory.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
    }
  }
}
