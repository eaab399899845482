package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateCopyTest {

  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path folder;

  @Test
  void nobodyElseLooksIn() throws IOException {
    try (PrivateCopy copy = copy();
        PrivateCopy other = copy()) {
      assertThat(copy.file()).hasBinaryContent(CONTENT).hasFileName("name");
      Path directory = copy.file().getParent();
      assertThat(directory).hasParent(folder).isNotEqualTo(other.file().getParent());
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
            .isEqualTo("rwx------");
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aCopyThatFailsLeavesNothing() throws IOException {
    InputStream closed = InputStream.nullInputStream();
    closed.close();
    assertThatIOException().isThrownBy(() -> PrivateCopy.of(closed, "name", folder).close());
    assertThat(folder).isEmptyDirectory();
  }

  private PrivateCopy copy() throws IOException {
    return PrivateCopy.of(new ByteArrayInputStream(CONTENT), "name", folder);
  }
}
