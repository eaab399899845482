package org.ecall.engine.ffm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** The library that the build made, if it made one. */
final class TestLibrary {

  private static final String RESOURCE =
      "/natives/" + NativePlatform.current() + "/" + System.mapLibraryName("ecall_engine");

  private TestLibrary() {}

  static boolean wasBuilt() {
    return NativeLoader.class.getResource(RESOURCE) != null;
  }

  /** Skips the test if there is no library. */
  static void assumeBuilt() {
    Assumptions.assumeTrue(wasBuilt(), "the build made no library for " + NativePlatform.current());
  }

  /** Writes the library to a file. */
  static Path copyTo(Path folder) throws IOException {
    Path file = folder.resolve(System.mapLibraryName("ecall_engine"));
    try (InputStream content = NativeLoader.class.getResourceAsStream(RESOURCE)) {
      Files.copy(content, file);
    }
    return file;
  }

  /** The kernels that can run here, whatever the environment asks for; none if it was not built. */
  static Set<String> kernels() {
    if (!wasBuilt()) {
      return Set.of();
    }
    try {
      Path folder = Files.createTempDirectory("ecall-test-");
      Path file = copyTo(folder);
      try {
        return Set.of(text(file, "ecall_kernels").split(" "));
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("restricted")
  private static String text(Path library, String function) {
    var symbol = SymbolLookup.libraryLookup(library, Arena.global()).find(function).orElseThrow();
    var handle =
        Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.ADDRESS));
    try {
      return ((MemorySegment) handle.invokeExact()).reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
