package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ecall.jmh.report.Table.Cell;
import org.ecall.jmh.report.Table.Line;
import org.ecall.jmh.result.Facts;
import org.ecall.jmh.result.Measurement;
import org.ecall.jmh.result.ResultFile;

/** On what was measured, and what was measured in which version. */
final class MachineSection {

  private MachineSection() {}

  static Section of(ResultFile result) {
    List<Table> tables = new ArrayList<>();
    tables.add(machine(result));
    Map<String, Facts> subjects = new TreeMap<>();
    for (Measurement measurement : result.measurements()) {
      String subject = Row.of(measurement).subject();
      measurement.facts().stream()
          .filter(facts -> !subject.isEmpty() && facts.kind().equals(Facts.USING))
          .forEach(facts -> subjects.put(subject, facts));
    }
    if (!subjects.isEmpty()) {
      tables.add(
          new Table(
              "What was measured",
              List.of("", "resolved to"),
              subjects.entrySet().stream()
                  .map(subject -> new Line(subject.getKey(), List.of(words(subject.getValue()))))
                  .toList()));
    }
    return new Section("machine", "Machine and versions", List.of(), List.of(), tables);
  }

  private static Cell words(Facts facts) {
    return Cell.plain(
        facts.values().entrySet().stream()
            .map(fact -> fact.getKey() + " " + fact.getValue())
            .collect(Collectors.joining(", ")));
  }

  private static Table machine(ResultFile result) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("result", List.of(Cell.plain(result.name()))));
    result
        .machine()
        .ifPresent(
            facts ->
                facts
                    .values()
                    .forEach((key, value) -> lines.add(new Line(key, List.of(Cell.plain(value))))));
    result
        .environments()
        .forEach(text -> lines.add(new Line("measured with", List.of(Cell.plain(text)))));
    int forks =
        result.measurements().stream().mapToInt(some -> some.nanos().forks()).max().orElse(0);
    int iterations =
        result.measurements().stream().mapToInt(some -> some.nanos().count()).max().orElse(0);
    lines.add(
        new Line(
            "at most",
            List.of(Cell.plain(forks + " forks, " + iterations + " iterations of a case"))));
    return new Table("", List.of("", ""), lines);
  }
}
