package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ecall.jmh.report.Table.Cell;
import org.ecall.jmh.report.Table.Line;

/** Turns the figures of one class of benchmarks into a section. */
final class SectionBuilder {

  private final SectionLayout layout;
  private final Rows rows;
  private final ChartBuilder charts;

  SectionBuilder(SectionLayout layout, Rows rows, Optional<ProcessorLimit> limit) {
    this.layout = layout;
    this.rows = rows;
    this.charts = new ChartBuilder(rows.subjects(), layout.limit() ? limit : Optional.empty());
  }

  Section build() {
    List<Chart> plots = new ArrayList<>();
    List<Table> tables = new ArrayList<>();
    Map<String, List<Row>> withoutSizes = new LinkedHashMap<>();
    for (String method : methodsInOrder()) {
      List<Row> figures = rows.of(layout.type(), method);
      String title = layout.titleOf(method);
      if (sizes(figures).size() > 1) {
        String id = layout.type() + "-" + method;
        plots.add(charts.nanosBySize(id, title, figures));
        if (layout.throughput()) {
          plots.add(charts.throughputBySize(id + "-throughput", title, figures));
        }
        tables.add(bySize(title, figures));
      } else {
        withoutSizes.put(title, figures);
      }
    }
    if (!withoutSizes.isEmpty()) {
      plots.add(charts.dots(layout.type(), layout.title(), withoutSizes));
      tables.add(byMethod(withoutSizes));
    }
    scaling().ifPresent(tables::add);
    return new Section(
        layout.type(),
        layout.title(),
        layout.text().isEmpty() ? List.of() : List.of(layout.text()),
        plots,
        tables);
  }

  private Set<String> methodsInOrder() {
    Set<String> present = rows.methods(layout.type());
    Set<String> ordered = new LinkedHashSet<>(layout.methods().keySet());
    ordered.retainAll(present);
    ordered.addAll(present);
    return ordered;
  }

  private static Set<Integer> sizes(List<Row> figures) {
    Set<Integer> sizes = new TreeSet<>();
    figures.forEach(row -> row.sizeBytes().ifPresent(sizes::add));
    return sizes;
  }

  private static Table bySize(String title, List<Row> figures) {
    Map<String, Map<Integer, Figure>> columns = new LinkedHashMap<>();
    for (Row row : figures) {
      columns
          .computeIfAbsent(row.label(), label -> new TreeMap<>())
          .put(row.sizeBytes().orElse(0), row.figure());
    }
    List<Line> lines = new ArrayList<>();
    for (int size : sizes(figures)) {
      List<Cell> cells = new ArrayList<>();
      for (Map<Integer, Figure> column : columns.values()) {
        Figure figure = column.get(size);
        cells.add(figure == null ? Cell.absent() : Cell.plain(Numbers.nanos(figure)));
      }
      lines.add(new Line(Integer.toString(size), cells));
    }
    List<Cell> allocated = new ArrayList<>();
    for (Map<Integer, Figure> column : columns.values()) {
      allocated.add(
          Cell.plain(
              Numbers.byteRange(column.values().stream().map(Figure::allocatedBytes).toList())));
    }
    lines.add(new Line("B/op", allocated));
    List<String> headings = new ArrayList<>(List.of("bytes"));
    headings.addAll(columns.keySet());
    return new Table(title, headings, lines);
  }

  private static Table byMethod(Map<String, List<Row>> byTitle) {
    List<Line> lines = new ArrayList<>();
    byTitle.forEach(
        (title, figures) ->
            figures.stream()
                .sorted(Comparator.comparingDouble(row -> row.figure().median()))
                .forEach(
                    row ->
                        lines.add(
                            new Line(
                                title,
                                List.of(
                                    Cell.plain(what(row)),
                                    Cell.plain(Numbers.nanos(row.figure())),
                                    Cell.plain(Numbers.bytes(row.figure().allocatedBytes())))))));
    return new Table("", List.of("", "of", "ns", "B/op"), lines);
  }

  private static String what(Row row) {
    String size = row.sizeBytes().isPresent() ? row.sizeBytes().getAsInt() + " bytes" : "";
    return row.label().equals(row.method())
        ? size
        : row.label() + (size.isEmpty() ? "" : ", " + size);
  }

  private Optional<Table> scaling() {
    SectionLayout.Scaling scaling = layout.scaling();
    if (scaling == null) {
      return Optional.empty();
    }
    List<Line> lines = new ArrayList<>();
    for (String method : scaling.methods()) {
      for (Row row : rows.of(layout.type(), method)) {
        rows.of(layout.type(), scaling.of()).stream()
            .filter(
                one ->
                    one.subject().equals(row.subject()) && one.sizeBytes().equals(row.sizeBytes()))
            .map(one -> scaling.threads() * one.figure().median() / row.figure().median())
            .map(times -> Cell.plain(Numbers.shortened(times)))
            .forEach(
                cell ->
                    lines.add(
                        new Line(layout.titleOf(method), List.of(Cell.plain(what(row)), cell))));
      }
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table("Frames beside those of one thread", List.of("", "of", "times"), lines));
  }
}
