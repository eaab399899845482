package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import org.ecall.jmh.report.Chart.Point;
import org.ecall.jmh.report.Chart.Series;

/** Turns figures into plots; a subject has its colour in all of them. */
final class ChartBuilder {

  /** What a logarithmic axis can show of an error that is as large as the median. */
  private static final double LEAST_SHARE = 0.05;

  private static final int LIMIT_COLOUR = -1;

  private final List<String> subjects;
  private final Optional<ProcessorLimit> limit;

  ChartBuilder(List<String> subjects, Optional<ProcessorLimit> limit) {
    this.subjects = subjects;
    this.limit = limit;
  }

  Chart nanosBySize(String id, String title, List<Row> figures) {
    return bySize(id, title + ": time of a frame", "ns", figures, (size, nanos) -> nanos);
  }

  Chart throughputBySize(String id, String title, List<Row> figures) {
    return bySize(id, title + ": throughput", "GB/s", figures, (size, nanos) -> size / nanos);
  }

  private Chart bySize(
      String id,
      String title,
      String unit,
      List<Row> figures,
      ToDoubleBiFunction<Integer, Double> ofSizeAndNanos) {
    Map<String, List<Row>> lines = new LinkedHashMap<>();
    NavigableSet<Integer> sizes = new TreeSet<>();
    for (Row row : figures) {
      if (row.sizeBytes().isPresent()) {
        lines.computeIfAbsent(row.label(), label -> new ArrayList<>()).add(row);
        sizes.add(row.sizeBytes().getAsInt());
      }
    }
    List<Series> series = new ArrayList<>();
    lines.forEach(
        (label, rows) ->
            series.add(
                series(
                    label,
                    series,
                    rows.getFirst(),
                    rows.stream()
                        .map(
                            row ->
                                point(row.sizeBytes().orElseThrow(), row.figure(), ofSizeAndNanos))
                        .sorted((a, b) -> Double.compare(a.x(), b.x()))
                        .toList())));
    limit.ifPresent(bound -> series.add(limitSeries(bound, sizes, ofSizeAndNanos)));
    return new Chart(id, title, unit, Chart.Kind.LINES, List.of(), series);
  }

  private static Series limitSeries(
      ProcessorLimit bound,
      NavigableSet<Integer> sizes,
      ToDoubleBiFunction<Integer, Double> ofSizeAndNanos) {
    List<Point> points = new ArrayList<>();
    for (int size : sizes) {
      double y = ofSizeAndNanos.applyAsDouble(size, bound.nanos(size));
      points.add(new Point(size, y, y, y));
    }
    return new Series("processor’s limit", LIMIT_COLOUR, 0, points);
  }

  private static Point point(
      int size, Figure figure, ToDoubleBiFunction<Integer, Double> ofSizeAndNanos) {
    double most = ofSizeAndNanos.applyAsDouble(size, figure.median() + figure.error());
    double least = ofSizeAndNanos.applyAsDouble(size, lowNanos(figure));
    return new Point(
        size,
        ofSizeAndNanos.applyAsDouble(size, figure.median()),
        Math.min(most, least),
        Math.max(most, least));
  }

  private static double lowNanos(Figure figure) {
    return Math.max(figure.median() - figure.error(), figure.median() * LEAST_SHARE);
  }

  /** Dots for what has no size: a group for each title, a dot in it for each line. */
  Chart dots(String id, String title, Map<String, List<Row>> byTitle) {
    List<String> categories = List.copyOf(byTitle.keySet());
    Map<String, List<Point>> points = new LinkedHashMap<>();
    List<Series> series = new ArrayList<>();
    byTitle.forEach(
        (group, rows) -> {
          for (Row row : rows) {
            String label = row.subject().isEmpty() && row.variant().isEmpty() ? title : row.label();
            List<Point> line = points.get(label);
            if (line == null) {
              line = new ArrayList<>();
              points.put(label, line);
              series.add(series(label, series, row, line));
            }
            Figure figure = row.figure();
            line.add(
                new Point(
                    categories.indexOf(group),
                    figure.median(),
                    lowNanos(figure),
                    figure.median() + figure.error()));
          }
        });
    return new Chart(id, title + ": time", "ns", Chart.Kind.DOTS, categories, series);
  }

  private Series series(String name, List<Series> others, Row row, List<Point> points) {
    int colour = subjects.indexOf(row.subject());
    int variant = (int) others.stream().filter(other -> other.colour() == colour).count();
    return new Series(name, colour, variant, points);
  }
}
