package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.probe.SystemLibraryPrinter;
import org.ecall.engine.spi.AeadBackend;
import org.junit.jupiter.api.Test;

/** JVMs that deny native access, on the class path and on the module path. */
class DeniedAccessTest {

  private static final String API = pathOf(AeadBackend.class);
  private static final String NATIVE = pathOf(SystemBackend.class);
  private static final String TESTS = pathOf(SystemLibraryPrinter.class);
  private static final String DENY = "--illegal-native-access=deny";

  @Test
  void deniedOnTheClassPath() throws Exception {
    assertThat(run(DENY, "--class-path", String.join(File.pathSeparator, API, NATIVE, TESTS)))
        .contains("openssl ABSENT native access is denied")
        .contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void deniedOnTheModulePath() throws Exception {
    assertThat(runModule(DENY))
        .contains("openssl ABSENT native access is denied")
        .contains("--enable-native-access=org.ecall.engine.ffm");
  }

  @Test
  void allowedOnTheModulePath() throws Exception {
    assertThat(runModule(DENY, "--enable-native-access=org.ecall.engine.ffm"))
        .doesNotContain("native access is denied");
  }

  private static String runModule(String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of(
            "--module-path",
            String.join(File.pathSeparator, API, NATIVE),
            "--add-modules",
            "org.ecall.engine.ffm",
            "--class-path",
            TESTS));
    return run(all.toArray(String[]::new));
  }

  private static String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add(SystemLibraryPrinter.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static String pathOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
