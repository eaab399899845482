package org.ecall.engine.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.conscrypt.Conscrypt;
import org.ecall.engine.probe.CatalogPrinter;
import org.ecall.engine.spi.AeadBackend;
import org.junit.jupiter.api.Test;

/** JVMs with and without the optional libraries, on the class path and on the module path. */
class OptionalLibrariesTest {

  private static final String API = pathOf(AeadBackend.class);
  private static final String JAVA = pathOf(JavaBackendProvider.class);
  private static final String TESTS = pathOf(CatalogPrinter.class);
  private static final String CONSCRYPT = pathOf(Conscrypt.class);
  private static final String BOUNCY_CASTLE = pathOf(GCMBlockCipher.class);

  @Test
  void absentOnTheClassPath() throws Exception {
    String output = run("-verbose:class", "--class-path", join(API, JAVA, TESTS));
    assertThat(output)
        .contains("jdk ADMITTED")
        .contains("conscrypt ABSENT  org.conscrypt:conscrypt-openjdk-uber is not on the class path")
        .contains("bouncycastle ABSENT  org.bouncycastle:bcprov-jdk18on is not on the class path")
        .contains("vector ABSENT  the module jdk.incubator.vector is not there: --add-modules")
        .contains("jca:BC ABSENT  no JCA provider 'BC' is installed")
        .doesNotContain("org.ecall.engine.java.vector.")
        .doesNotContain("ConscryptLibrary source:")
        .doesNotContain("BouncyCastleLane source:");
  }

  @Test
  void presentOnTheClassPath() throws Exception {
    String path = join(API, JAVA, TESTS, CONSCRYPT, BOUNCY_CASTLE);
    assertThat(
            run(
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--class-path",
                path))
        .contains("jdk ADMITTED")
        .contains("vector ADMITTED")
        .contains("conscrypt ADMITTED 2.9.0")
        .contains("bouncycastle ADMITTED 1.86")
        .contains("jca:BC ADMITTED");
  }

  @Test
  void nativeAccessDenied() throws Exception {
    String path = join(API, JAVA, TESTS, CONSCRYPT);
    assertThat(run("--illegal-native-access=deny", "--class-path", path))
        .contains("jdk ADMITTED")
        .contains("conscrypt ABSENT  Conscrypt's native library does not load")
        .contains("bouncycastle ABSENT");
  }

  @Test
  void absentOnTheModulePath() throws Exception {
    assertThat(
            run(
                "--module-path",
                join(API, JAVA),
                "--add-modules",
                "org.ecall.engine.java",
                "--class-path",
                TESTS))
        .contains("jdk ADMITTED")
        .contains("conscrypt ABSENT")
        .contains("--add-modules org.conscrypt")
        .contains("vector ABSENT  the module jdk.incubator.vector is not there")
        .contains("bouncycastle ABSENT")
        .contains("--add-modules org.bouncycastle.provider");
  }

  @Test
  void presentOnTheModulePath() throws Exception {
    assertThat(
            run(
                "--module-path",
                join(API, JAVA, CONSCRYPT, BOUNCY_CASTLE),
                "--add-modules",
                "org.ecall.engine.java,org.conscrypt,org.bouncycastle.provider,jdk.incubator.vector",
                "--enable-native-access=org.conscrypt",
                "--class-path",
                TESTS))
        .contains("jdk ADMITTED")
        .contains("vector ADMITTED")
        .contains("conscrypt ADMITTED 2.9.0")
        .contains("bouncycastle ADMITTED 1.86");
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add(CatalogPrinter.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static String join(String... paths) {
    return String.join(File.pathSeparator, paths);
  }

  private static String pathOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
