package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.ecall.jmh.report.Table.Cell;
import org.ecall.jmh.report.Table.Line;
import org.ecall.jmh.report.Table.Tone;
import org.ecall.jmh.report.Target.Group;
import org.ecall.jmh.report.Target.Outcome;

/** The targets beside what was measured. */
final class TargetTables {

  private static final String TEXT =
      "Minimum / median in nanoseconds, ratios of the medians, the target in brackets. ✓ the median"
          + " meets it, ~ it misses by no more than its error, or the minimum meets it, ✗ missed, –"
          + " was not measured. Times were set for a Sapphire Rapids class machine of about 2.9"
          + " GHz: elsewhere they prove nothing, and ratios count.";

  private TargetTables() {}

  /** The section; empty if nothing of it was measured. */
  static Optional<Section> section(Rows rows) {
    List<Table> tables = new ArrayList<>();
    for (Group group : Target.all()) {
      if (group.goals().stream()
          .anyMatch(
              target ->
                  target.goals().keySet().stream()
                      .anyMatch(size -> target.outcome(rows, size).isPresent()))) {
        tables.add(group.bySize() ? bySize(group, rows) : listed(group, rows));
      }
    }
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "targets", "Targets beside what was measured", List.of(TEXT), List.of(), tables));
  }

  private static Table bySize(Group group, Rows rows) {
    NavigableSet<Integer> sizes = new TreeSet<>();
    group.goals().forEach(target -> sizes.addAll(target.goals().keySet()));
    List<String> headings = new ArrayList<>(List.of("bytes"));
    group.goals().forEach(target -> headings.add(target.title()));
    List<Line> lines = new ArrayList<>();
    for (int size : sizes) {
      lines.add(
          new Line(
              Integer.toString(size),
              group.goals().stream().map(target -> cell(target, rows, size)).toList()));
    }
    return new Table(group.title(), headings, lines);
  }

  private static Table listed(Group group, Rows rows) {
    List<Line> lines = new ArrayList<>();
    for (Target target : group.goals()) {
      for (int size : target.goals().keySet()) {
        lines.add(
            new Line(
                target.title(),
                List.of(
                    Cell.plain(size == 0 ? "" : Integer.toString(size)),
                    cell(target, rows, size))));
      }
    }
    return new Table(group.title(), List.of("", "bytes", "measured"), lines);
  }

  private static Cell cell(Target target, Rows rows, int size) {
    Double goal = target.goals().get(size);
    if (goal == null) {
      return new Cell("", Tone.PLAIN);
    }
    String bound = (target.atLeast() ? " (≥ " : " (≤ ") + Numbers.plain(goal) + ") ";
    Outcome outcome = target.outcome(rows, size).orElse(null);
    if (outcome == null) {
      return new Cell("–" + bound.stripTrailing(), Tone.WEAK);
    }
    String reached =
        target.isRatio()
            ? Numbers.shortened(outcome.atMedian())
            : Numbers.shortened(outcome.atMinimum())
                + " / "
                + Numbers.shortened(outcome.atMedian());
    if (target.isMet(outcome)) {
      return new Cell(reached + bound + "✓", Tone.GOOD);
    }
    return target.mayBeMet(outcome)
        ? new Cell(reached + bound + "~", Tone.WEAK)
        : new Cell(reached + bound + "✗", Tone.BAD);
  }
}
