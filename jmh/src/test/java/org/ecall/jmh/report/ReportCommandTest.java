package org.ecall.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecall.jmh.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Tools.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void writesAPageAndMarkdown() throws IOException {
    String result = Results.small(1).write(folder).toString();
    Path report = folder.resolve("a/report");

    assertThat(run("report", result, "-o", report.toString(), "--terminal")).isZero();

    assertThat(report.resolve("index.html")).content().startsWith("<!doctype html>");
    assertThat(report.resolve("report.md")).content().isEqualTo(out.toString());
    assertThat(err.toString()).contains("index.html");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    String result = Results.small(1).write(folder).toString();

    assertThat(run("report", result)).isEqualTo(2);
    assertThat(run("report", "-o", "x")).isEqualTo(2);
    assertThat(run("report", result, "--terminal", "--clock", "-1")).isEqualTo(2);
    assertThat(run("report", result, result, result, "--terminal")).isEqualTo(2);
    assertThat(run("report", folder.resolve("none").toString(), "--terminal")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(5);
  }

  @Test
  void aFileThatIsNoResultIsSaidSo() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "[1, 2");

    assertThat(run("report", file.toString(), "--terminal")).isEqualTo(1);
    assertThat(err.toString()).contains("x.json is not a result of JMH").hasLineCount(1);
  }
}
