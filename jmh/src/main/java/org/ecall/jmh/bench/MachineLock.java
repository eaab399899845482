package org.ecall.jmh.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ecall.cli.CliException;
import org.jspecify.annotations.Nullable;

/**
 * JMH's lock of a machine, held for a whole run. JMH itself takes it anew for each part, so that
 * another run could begin between two of them and would stop this one.
 */
final class MachineLock implements AutoCloseable {

  /** What JMH reads once, when it is first used: whether it takes no lock of its own. */
  private static final String IGNORE = "jmh.ignoreLock";

  private static final String FILE = "jmh.lock";

  private final @Nullable FileChannel channel;

  private MachineLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock; does nothing where the user has told JMH to ignore it.
   *
   * @throws CliException if another run holds it
   * @throws IOException if the file of the lock cannot be opened
   */
  static MachineLock take() throws IOException {
    if (Boolean.getBoolean(IGNORE)) {
      return new MachineLock(null);
    }
    Path file = Path.of(System.getProperty("java.io.tmpdir"), FILE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new CliException(
          "another run of JMH holds "
              + file
              + ", and two would disturb each other: wait until it has ended");
    }
    System.setProperty(IGNORE, "true");
    return new MachineLock(channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Gives the lock back. JMH goes on without one of its own in this process. */
  @Override
  public void close() throws IOException {
    if (channel != null) {
      System.clearProperty(IGNORE);
      channel.close();
    }
  }
}
