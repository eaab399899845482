package org.ecall.jmh.result;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * What a result of JMH holds, rounds pooled.
 *
 * @param name the file's name, for people
 * @param written when the file was last written; JMH stores no date
 * @param measurements one for each case, in the file's order
 * @param machine what the forks told of the machine; empty if they did not
 * @param environments virtual machines and versions of JMH that measured
 * @param leftOut modes of JMH that do not give a time per operation, and how many results were left
 *     out for it
 */
public record ResultFile(
    String name,
    Instant written,
    List<Measurement> measurements,
    Optional<Facts> machine,
    NavigableSet<String> environments,
    Map<String, Integer> leftOut) {

  /**
   * Reads a result.
   *
   * @param file JSON as JMH writes it with {@code -rf json}
   * @return what it holds
   * @throws ResultFormatException if it is something else
   * @throws IOException if it cannot be read
   */
  public static ResultFile read(Path file) throws IOException {
    return new ResultReader(file).read();
  }
}
