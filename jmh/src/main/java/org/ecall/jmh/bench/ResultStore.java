package org.ecall.jmh.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ecall.cli.CliException;
import org.ecall.cli.media.AtomicFile;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * The file that results go to, in JMH's format. It holds what was measured so far, whenever this
 * process ends. Thread-safe.
 */
public final class ResultStore {

  private final Path file;
  private final List<RunResult> results = new ArrayList<>();

  /**
   * Makes a store; nothing is written yet.
   *
   * @param file to be written, or replaced
   * @throws CliException if that cannot be: better now than after half an hour
   */
  public ResultStore(Path file) {
    this.file = file.toAbsolutePath();
    Path folder = this.file.getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new CliException(
          "results cannot be written to " + file + ": no such folder, or no access");
    }
    if (Files.isDirectory(this.file)) {
      throw new CliException("results cannot be written to " + file + ": it is a folder");
    }
  }

  /**
   * Adds results and writes the file anew.
   *
   * @param added what was measured
   * @throws IOException if it cannot be written
   */
  public synchronized void add(Collection<RunResult> added) throws IOException {
    results.addAll(added);
    AtomicFile.write(
        file,
        out -> {
          var print = new PrintStream(out, false, StandardCharsets.UTF_8);
          ResultFormatFactory.getInstance(ResultFormatType.JSON, print).writeOut(results);
          print.flush();
        });
  }

  /**
   * How many results there are.
   *
   * @return a count
   */
  public synchronized int size() {
    return results.size();
  }

  /**
   * Where they are.
   *
   * @return the file
   */
  public Path file() {
    return file;
  }
}
