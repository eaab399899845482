package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecall.jmh.report.Table.Cell;
import org.ecall.jmh.report.Table.Line;
import org.ecall.jmh.report.Table.Tone;

/** What each cipher allocates, in one table. */
final class AllocationSection {

  private static final String TEXT =
      "Bytes on the heap for an operation, from the least to the most of all sizes and variants.";

  /** A profiler's own garbage, spread over all operations, is less. */
  private static final double NOTHING_BYTES = 0.5;

  private AllocationSection() {}

  /** Empty if the profiler did not run. */
  static Optional<Section> of(Rows rows, List<SectionLayout> layouts) {
    Map<String, List<Row>> columns = new LinkedHashMap<>();
    Set<String> subjects = new LinkedHashSet<>();
    for (SectionLayout layout : layouts) {
      for (String method : layout.methods().keySet()) {
        List<Row> known =
            rows.of(layout.type(), method).stream()
                .filter(row -> !row.subject().isEmpty())
                .filter(row -> row.figure().allocatedBytes().isPresent())
                .toList();
        if (!known.isEmpty()) {
          columns.put(layout.title() + ": " + layout.titleOf(method), known);
          known.forEach(row -> subjects.add(row.subject()));
        }
      }
    }
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<String, List<Row>> column : columns.entrySet()) {
      lines.add(
          new Line(
              column.getKey(),
              subjects.stream().map(subject -> cell(column.getValue(), subject)).toList()));
    }
    List<String> headings = new ArrayList<>(List.of("B/op"));
    headings.addAll(subjects);
    return Optional.of(
        new Section(
            "allocation",
            "Allocation",
            List.of(TEXT),
            List.of(),
            List.of(new Table("", headings, lines))));
  }

  private static Cell cell(List<Row> rows, String subject) {
    List<Row> of = rows.stream().filter(row -> row.subject().equals(subject)).toList();
    if (of.isEmpty()) {
      return Cell.absent();
    }
    boolean nothing =
        of.stream().allMatch(row -> row.figure().allocatedBytes().orElse(1) < NOTHING_BYTES);
    return new Cell(
        Numbers.byteRange(of.stream().map(row -> row.figure().allocatedBytes()).toList()),
        nothing ? Tone.GOOD : Tone.PLAIN);
  }
}
