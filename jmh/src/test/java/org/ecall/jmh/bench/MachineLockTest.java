package org.ecall.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.ecall.cli.CliException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLockTest {

  private static final String IGNORE = "jmh.ignoreLock";
  private static final String FOLDER = "java.io.tmpdir";

  @TempDir private Path folder;
  private final String before = System.getProperty(FOLDER);

  @BeforeEach
  void ownMachine() {
    System.setProperty(FOLDER, folder.toString());
  }

  @AfterEach
  void restore() {
    System.setProperty(FOLDER, before);
    System.clearProperty(IGNORE);
  }

  @Test
  void oneRunHoldsItAndTheNextGetsItAfterwards() throws IOException {
    try (MachineLock _ = MachineLock.take()) {
      // The second run is another process, which knows nothing of the first one's property.
      System.clearProperty(IGNORE);
      assertThatThrownBy(MachineLock::take)
          .isInstanceOf(CliException.class)
          .hasMessageContaining("another run of JMH holds " + folder.resolve("jmh.lock"));
    }
    try (MachineLock _ = MachineLock.take()) {
      assertThat(System.getProperty(IGNORE)).isEqualTo("true");
    }
    assertThat(System.getProperty(IGNORE)).isNull();
  }

  @Test
  void whoTellsJmhToIgnoreItGetsNone() throws IOException {
    System.setProperty(IGNORE, "true");
    try (MachineLock _ = MachineLock.take();
        MachineLock _ = MachineLock.take()) {
      assertThat(folder.resolve("jmh.lock")).doesNotExist();
    }
    assertThat(System.getProperty(IGNORE)).isEqualTo("true");
  }
}
