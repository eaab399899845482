package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every numbered requirement of PROTOCOL.md is quoted by a test, and no test quotes another. */
class ProtocolRequirementsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern NUMBER = Pattern.compile("\\bR[2-8]-[0-9]+\\b");

  @Test
  void everyRequirementHasTests() throws IOException {
    Set<String> stated = numbersIn(Files.readString(ROOT.resolve("PROTOCOL.md")));
    assertThat(stated).isNotEmpty();
    assertThat(quotedByTests()).containsExactlyElementsOf(stated);
  }

  private static Set<String> quotedByTests() throws IOException {
    Set<String> quoted = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("src/test/java"))
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> quoted.addAll(numbersIn(read(file))));
    }
    return quoted;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> numbersIn(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(TreeSet::new, Set::add, Set::addAll);
  }
}
