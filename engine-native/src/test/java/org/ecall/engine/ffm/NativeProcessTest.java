package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process says of the backend, each time in a JVM of its own. */
class NativeProcessTest {

  private static final String DENY = "--illegal-native-access=deny";

  @TempDir Path folder;

  @BeforeAll
  static void thereIsALibrary() {
    TestLibrary.assumeBuilt();
  }

  @Test
  void admitted() throws Exception {
    assertThat(TestJvm.onClassPath().with("--enable-native-access=ALL-UNNAMED").run())
        .contains("ADMITTED .");
    assertThat(
            TestJvm.onModulePath()
                .with(DENY)
                .with("--enable-native-access=org.ecall.engine.ffm")
                .run())
        .contains("ADMITTED .");
  }

  @Test
  void nativeAccessDenied() throws Exception {
    assertThat(TestJvm.onClassPath().with(DENY).run())
        .contains("ABSENT native access is denied; --enable-native-access=org.ecall.engine.ffm")
        .contains("others: 2");
    assertThat(TestJvm.onModulePath().with(DENY).run()).contains("ABSENT native access is denied");
  }

  @Test
  void aKernelThatDoesNotExist() throws Exception {
    assertThat(TestJvm.onClassPath().with("ECALL_NATIVE_KERNEL", "abacus").run())
        .contains("ABSENT ")
        .contains("ECALL_NATIVE_KERNEL")
        .contains("abacus");
  }

  @Test
  void theEmbeddersPathWins() throws Exception {
    Path file = TestLibrary.copyTo(folder);
    assertThat(TestJvm.onClassPath().with("-Decall.native.library=" + file).run())
        .contains("ADMITTED .");
    Files.delete(file);
    assertThat(TestJvm.onClassPath().with("-Decall.native.library=" + file).run())
        .contains("ABSENT ecall.native.library names no file: " + file);
  }

  @Test
  void nothingStaysInTheTemporaryDirectory() throws Exception {
    String output = TestJvm.onClassPath().with("-Djava.io.tmpdir=" + folder).run();
    assertThat(output).contains("ADMITTED .");
    if (!NativePlatform.isWindows()) {
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void noTemporaryDirectory() throws Exception {
    Path missing = folder.resolve("missing");
    assertThat(TestJvm.onClassPath().with("-Djava.io.tmpdir=" + missing).run())
        .contains("ABSENT the library cannot be copied to " + missing);
  }
}
