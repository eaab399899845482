package org.ecall.engine.ffm;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Gets the library into the process:
 *
 * <ol>
 *   <li>A path that the embedder gives with {@value #PATH_PROPERTY} wins. It has to be absolute; if
 *       there is no library behind it, there is none, and nothing else is tried.
 *   <li>Otherwise the library is the resource {@code natives/<os>-<arch>/} of this module. It is
 *       copied to a fresh directory that belongs to this user alone.
 *   <li>It is loaded. It stays until no class of this module is reachable any more.
 *   <li>The copy is removed.
 *   <li>The ABI version is compared before any other function is called or looked up.
 *   <li>The library says which kernel it has chosen, or why it has none.
 *   <li>All functions are linked.
 * </ol>
 *
 * <p>Whatever fails ends as a {@link LoadException} that says why, and what helps.
 */
@SuppressWarnings("restricted") // what this module is for
final class NativeLoader {

  /** System property: absolute path of a library file, instead of the one in this module. */
  static final String PATH_PROPERTY = "ecall.native.library";

  private static final String FILE_NAME = System.mapLibraryName("ecall_engine");

  private NativeLoader() {}

  /** Loads what this process is meant to use. */
  static NativeLibrary load() throws LoadException {
    String path = System.getProperty(PATH_PROPERTY);
    return path != null
        ? fromPath(path)
        : fromResource(NativePlatform.current(), Path.of(System.getProperty("java.io.tmpdir", "")));
  }

  static NativeLibrary fromPath(String path) throws LoadException {
    try {
      Path file = Path.of(path);
      if (!file.isAbsolute()) {
        throw new LoadException(PATH_PROPERTY + " is not an absolute path: " + path);
      }
      if (!Files.isRegularFile(file)) {
        throw new LoadException(PATH_PROPERTY + " names no file: " + path);
      }
      return open(file);
    } catch (InvalidPathException e) {
      throw new LoadException(PATH_PROPERTY + " is not a path: " + path, e);
    }
  }

  static NativeLibrary fromResource(String platform, Path temporary) throws LoadException {
    try (InputStream content = resource(platform)) {
      if (content == null) {
        throw new LoadException(
            "this build has no library for "
                + platform
                + "; one that is built elsewhere can be named with -D"
                + PATH_PROPERTY);
      }
      try (PrivateCopy copy = PrivateCopy.of(content, FILE_NAME, temporary)) {
        return open(copy.file());
      }
    } catch (IOException e) {
      throw new LoadException(
          "the library cannot be copied to "
              + temporary
              + " ("
              + e
              + "); -Djava.io.tmpdir names another directory",
          e);
    }
  }

  private static @Nullable InputStream resource(String platform) {
    return NativeLoader.class.getResourceAsStream("/natives/" + platform + "/" + FILE_NAME);
  }

  private static NativeLibrary open(Path file) throws LoadException {
    try {
      return NativeLibrary.of(SymbolLookup.libraryLookup(file, Arena.ofAuto()));
    } catch (IllegalCallerException e) {
      throw new LoadException(
          "native access is denied; --enable-native-access=org.ecall.engine.ffm"
              + " (on the class path: ALL-UNNAMED) allows it",
          e);
    } catch (IllegalArgumentException e) {
      throw new LoadException(
          file
              + " cannot be loaded: it is for another platform, or damaged, or lies where nothing"
              + " may be executed (-Djava.io.tmpdir names another directory)",
          e);
    } catch (UnsupportedOperationException e) {
      throw new LoadException("this JVM has no foreign function interface for its platform", e);
    }
  }
}
