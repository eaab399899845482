package org.ecall.cli.media;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file that is there in full or not at all. */
public final class AtomicFile {

  private static final int BUFFER_BYTES = 64 << 10;

  /** Writes a file's bytes. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes them.
     *
     * @param out is closed by the caller
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes beside the target, for its owner to read only, and moves it in place when stored.
   *
   * @param target the file, replaced if it is there
   * @param content writes its bytes
   * @throws IOException if that fails; the target is as it was
   */
  public static void write(Path target, Content content) throws IOException {
    Path part = Files.createTempFile(target.toAbsolutePath().getParent(), ".ecall-", ".part");
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
          OutputStream out =
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
