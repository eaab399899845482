package org.ecall.cli.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The published file is what the independent script beside it computes. */
class OwnVectorsTest {

  @Test
  void scriptComputesTheFile() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        succeeds("python3", "-c", "import cryptography.hazmat.primitives.ciphers.aead"),
        "needs python3 with the package cryptography");
    Path script = VectorFiles.own().resolve("make-vectors.py");
    assertThat(succeeds("python3", script.toString(), "--check")).isTrue();
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(List.of(command)).inheritIO().start();
    } catch (IOException e) {
      return false;
    }
    return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
  }
}
