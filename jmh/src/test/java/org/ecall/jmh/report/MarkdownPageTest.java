package org.ecall.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecall.jmh.result.JmhJson;
import org.ecall.jmh.result.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownPageTest {

  private static final Path GOLDEN = Path.of("src/test/resources/org/ecall/jmh/report/golden.md");

  @TempDir private Path folder;

  /** What it is now goes to target/golden.md, to be looked at and stored where it has to change. */
  @Test
  void isAsItWasLookedAt() throws IOException {
    Path earlier = Files.createDirectory(folder.resolve("earlier"));
    ResultFile before = Results.read(Results.small(1.25), earlier);
    ResultFile after = Results.read(Results.small(1), folder);
    String page = MarkdownPage.of(Report.of(Optional.of(before), after, OptionalDouble.empty()));

    Files.writeString(Path.of("target/golden.md"), page);
    assertThat(page).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void namesStayInTheirCells() throws IOException {
    ResultFile result =
        Results.read(
            new JmhJson().round("a.B.c", "\"subject\": \"x|y\\n# <b>[z](w) `\"", "", 1, 2, 3),
            folder);

    assertThat(MarkdownPage.of(Report.of(Optional.empty(), result, OptionalDouble.empty())))
        .contains("x\\|y \\# \\<b\\>\\[z\\](w) \\`")
        .doesNotContain("<b>")
        .doesNotContain("\n# <");
  }
}
