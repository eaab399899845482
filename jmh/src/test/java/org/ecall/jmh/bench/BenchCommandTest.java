package org.ecall.jmh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.ecall.jmh.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments that do not get as far as measuring. */
class BenchCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Tools.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void helpSaysWhatItDoesAndGivesExamples() {
    assertThat(run("bench", "--help")).isZero();
    assertThat(out.toString())
        .startsWith("Usage: ecall bench")
        .contains("--quick", "--filter", "--against", "Exit status:", "Examples:");
  }

  @Test
  void roundsAreAtLeastOne() {
    assertThat(run("bench", "--rounds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--rounds is 0, must be at least 1");
  }

  @Test
  void aFilterIsARegularExpression() {
    assertThat(run("bench", "--filter", "(")).isEqualTo(2);
    assertThat(err.toString()).contains("--filter is no regular expression");
  }

  @Test
  void aFilterFindsSomething() {
    String output = folder.resolve("result.json").toString();
    assertThat(run("bench", "--quick", "--filter", "Nothing", "-o", output)).isEqualTo(2);
    assertThat(err.toString()).contains("--filter Nothing finds nothing");
  }

  @Test
  void whatCannotBeReadOrWrittenIsFoundOutBefore() {
    assertThat(run("bench", "--against", folder.resolve("none.json").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no such file", "none.json");
    assertThat(run("bench", "-o", folder.resolve("no/such/result.json").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("results cannot be written to");
    assertThat(run("bench", "-o", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("it is a folder");
    assertThat(folder).isEmptyDirectory();
  }
}
