package org.ecall.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ecall.jmh.report.Table.Line;
import org.ecall.jmh.result.JmhJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  @TempDir private Path folder;

  private Section compare(JmhJson before, JmhJson after) throws IOException {
    return new Comparison(
            Results.read(before, Files.createDirectory(folder.resolve("before"))),
            Results.read(after, folder))
        .section();
  }

  @Test
  void marksWhatChangedBeyondTheErrorsOfBoth() throws IOException {
    Section section =
        compare(
            new JmhJson()
                .round("a.B.same", "", "", 10, 11, 12, 13, 14)
                .round("a.B.slower", "", "", 10, 10.1, 10.2, 10.3, 10.4)
                .round("a.B.faster", "", "", 10, 10.1, 10.2, 10.3, 10.4)
                .round("a.B.gone", "", "", 1),
            new JmhJson()
                .round("a.B.same", "", "", 11, 12, 13, 14, 15)
                .round("a.B.slower", "", "", 12, 12.1, 12.2, 12.3, 12.4)
                .round("a.B.faster", "", "", 5, 5.1, 5.2, 5.3, 5.4));

    List<Line> lines = section.tables().getFirst().rows();
    assertThat(lines)
        .extracting(line -> line.name() + " " + line.cells().get(3).text())
        .containsExactly("B.faster{} faster", "B.slower{} slower", "B.same{} within the error");
    assertThat(lines.get(1).cells().get(2).text()).isEqualTo("+19.6 %");
    assertThat(section.text())
        .anySatisfy(text -> assertThat(text).contains("1 are slower and 1 faster"))
        .anySatisfy(text -> assertThat(text).contains("1 figures are in result.json only"));
  }

  @Test
  void coldIterationsChangeNothing() throws IOException {
    Section section =
        compare(
            new JmhJson().round("a.B.c", "", "", 10, 10, 10, 10, 10),
            new JmhJson().round("a.B.c", "", "", 5));

    assertThat(section.tables().getFirst().rows().getFirst().cells().get(3).text())
        .isEqualTo("within the error");
  }
}
