package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that do not fit, and places where there is none. */
class NativeLoaderTest {

  private static final String KERNEL =
      """
      unsigned ecall_abi_version(void) { return 2; }
      const char *ecall_version(void) { return "0"; }
      const char *ecall_kernels(void) { return "none"; }
      const char *ecall_cpu_features(void) { return ""; }
      """;

  @TempDir Path folder;

  private static void refused(ThrowingCallable loading, String reason) {
    assertThatExceptionOfType(LoadException.class)
        .isThrownBy(loading)
        .satisfies(e -> assertThat(e.reason()).contains(reason));
  }

  private void pathRefused(String path, String reason) {
    refused(() -> NativeLoader.fromPath(path), reason);
  }

  @Test
  void pathsWithoutALibrary() throws IOException {
    pathRefused("libecall_engine.so", "is not an absolute path: libecall_engine.so");
    pathRefused(folder.resolve("none").toString(), "names no file");
    pathRefused(folder.toString(), "names no file");
    pathRefused("/\0", "is not a path");
    Path text = Files.writeString(folder.resolve("text.so"), "not a library");
    pathRefused(text.toString(), text + " cannot be loaded");
  }

  @Test
  void aPlatformWithoutALibrary() {
    refused(
        () -> NativeLoader.fromResource("plan9-mips", folder),
        "this build has no library for plan9-mips");
  }

  @Test
  void aDirectoryThatCannotTakeTheCopy() throws IOException {
    TestLibrary.assumeBuilt();
    String platform = NativePlatform.current();
    Path file = Files.createFile(folder.resolve("file"));
    refused(() -> NativeLoader.fromResource(platform, file), "cannot be copied to " + file);
  }

  @Test
  void theCopyIsRemoved() throws Exception {
    TestLibrary.assumeBuilt();
    Assumptions.assumeFalse(NativePlatform.isWindows(), "Windows keeps files that are in use");
    NativeLibrary library = NativeLoader.fromResource(NativePlatform.current(), folder);
    assertThat(library.kernel()).isNotEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anotherAbi() throws Exception {
    Path library = compile("unsigned ecall_abi_version(void) { return 99; }");
    pathRefused(library.toString(), "the library has ABI version 99, this module needs 2");
  }

  @Test
  void anotherLibrary() throws Exception {
    pathRefused(
        compile("int other(void) { return 1; }").toString(),
        "the library has no function ecall_abi_version");
  }

  @Test
  void aFunctionIsMissing() throws Exception {
    Path library = compile(KERNEL + "const char *ecall_kernel(void) { return \"none\"; }");
    pathRefused(library.toString(), "the library has no function ecall_key_bytes");
  }

  @Test
  void noKernel() throws Exception {
    Path library =
        compile(
            KERNEL
                + """
                const char *ecall_kernel(void) { return 0; }
                const char *ecall_kernel_error(void) { return "the sky is not blue"; }
                """);
    pathRefused(library.toString(), "the sky is not blue");
  }

  private Path compile(String source) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("library.c"), source);
    Path library = folder.resolve(System.mapLibraryName("other"));
    try {
      Process compiler =
          new ProcessBuilder(
                  List.of("cc", "-shared", "-fPIC", "-o", library.toString(), file.toString()))
              .redirectErrorStream(true)
              .start();
      Assumptions.assumeTrue(compiler.waitFor(1, TimeUnit.MINUTES) && compiler.exitValue() == 0);
    } catch (IOException e) {
      Assumptions.abort("no C compiler: " + e.getMessage());
    }
    return library;
  }
}
