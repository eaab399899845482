package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecall.engine.probe.NativePrinter;
import org.ecall.engine.spi.AeadBackend;

/** A JVM with the module and a probe, and what that prints. */
final class TestJvm {

  private static final String API = pathOf(AeadBackend.class);
  private static final String NATIVE = pathOf(NativeBackend.class);
  private static final String PROBES = pathOf(NativePrinter.class);

  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  private TestJvm(String... options) {
    this.options.addAll(List.of(options));
  }

  static TestJvm onClassPath() {
    return new TestJvm("--class-path", String.join(File.pathSeparator, API, NATIVE, PROBES));
  }

  static TestJvm onModulePath() {
    String modules = String.join(File.pathSeparator, API, NATIVE);
    String name = "org.ecall.engine.ffm";
    return new TestJvm("--module-path", modules, "--add-modules", name, "--class-path", PROBES);
  }

  TestJvm with(String option) {
    options.add(option);
    return this;
  }

  TestJvm with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  String run() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(NativePrinter.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("ECALL_NATIVE_KERNEL");
    builder.environment().putAll(environment);
    Process process = builder.start();
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
