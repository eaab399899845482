package org.ecall.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ecall.jmh.report.Table.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

  private static final List<SectionLayout> LAYOUTS =
      Resources.json("sections.json", new TypeReference<>() {});

  @TempDir private Path folder;

  private Rows rows(double factor) throws IOException {
    return new Rows(Results.read(Results.small(factor), folder), LAYOUTS);
  }

  private static Table.Cell cell(Rows rows, int table, int row, int column) {
    return TargetTables.section(rows)
        .orElseThrow()
        .tables()
        .get(table)
        .rows()
        .get(row)
        .cells()
        .get(column);
  }

  @Test
  void saysWhatIsMetAndMissed() throws IOException {
    Table.Cell met = cell(rows(1), 0, 0, 0);
    assertThat(met.text()).isEqualTo("1.96 / 2.00 (≤ 20) ✓");
    assertThat(met.tone()).isEqualTo(Tone.GOOD);

    // 40 bytes: median 20.2, fastest 19.8.
    Table.Cell byMinimumOnly = cell(rows(10.1), 0, 0, 0);
    assertThat(byMinimumOnly.text()).endsWith("~");

    // Fastest 20.03, median 20.44 ± 0.53; then 20.38 and 20.80 ± 0.54.
    assertThat(cell(rows(10.22), 0, 0, 0).text()).as("within its error").endsWith("~");
    assertThat(cell(rows(10.4), 0, 0, 0).text()).as("beyond its error").endsWith("✗");

    assertThat(cell(rows(100), 0, 0, 0).tone()).isEqualTo(Tone.BAD);
  }

  @Test
  void ratiosAreOfMedians() throws IOException {
    assertThat(cell(rows(1), 0, 0, 4).text()).isEqualTo("12.0 (≥ 14) ✗");
    assertThat(cell(rows(1), 0, 3, 4).text()).isEqualTo("12.0 (≥ 5) ✓");
    assertThat(cell(rows(1), 0, 0, 5).text()).isEqualTo("– (≥ 1.3)");
  }

  @Test
  void openingIsWhatIsLeftOfSealingAndOpening() throws IOException {
    Figure opening = rows(1).of("FrameBenchmark", "open").getLast().figure();

    assertThat(opening.median()).isEqualTo(60 + 15);
    assertThat(rows(1).methods("FrameBenchmark")).containsExactly("seal", "open");
  }

  /** A target that names what no benchmark has would never be looked at. */
  @Test
  void everyTargetNamesABenchmarkThatThereIs() {
    Stream<Target.Reference> references =
        Target.all().stream()
            .flatMap(group -> group.goals().stream())
            .flatMap(target -> Stream.of(target.value(), target.minus(), target.per()))
            .filter(reference -> reference != null);

    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(LAYOUTS)
                    .filteredOn(layout -> layout.type().equals(reference.type()))
                    .singleElement()
                    .satisfies(
                        layout -> assertThat(layout.methods()).containsKey(reference.method())));
  }

  @Test
  void everySectionIsOfABenchmarkThatThereIs() {
    assertThat(LAYOUTS).allSatisfy(layout -> Class.forName("org.ecall.jmh." + layout.type()));
  }
}
