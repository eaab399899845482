package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecall.jmh.bench.MixedPrediction;
import org.ecall.jmh.result.ResultFile;

/** All figures of a result, with those that are differences of two. */
final class Rows {

  private static final String PREDICTED = "Predicted";

  private final List<Row> rows = new ArrayList<>();

  Rows(ResultFile result, List<SectionLayout> layouts) {
    result.measurements().forEach(measurement -> rows.add(Row.of(measurement)));
    layouts.forEach(this::addDifferences);
    MixedPrediction.of(result).forEach(this::addPrediction);
  }

  /** What a mixed call would take if every frame took what frames of its size take alone. */
  private void addPrediction(MixedPrediction prediction) {
    Row measured = Row.of(prediction.benchmarkCase(), Figure.of(prediction.predictedNanos()));
    of(measured.type(), measured.method()).stream()
        .filter(measured::besides)
        .findFirst()
        .ifPresent(row -> rows.add(row.with(row.method() + PREDICTED, measured.figure())));
  }

  private void addDifferences(SectionLayout layout) {
    for (Map.Entry<String, List<String>> difference : layout.differences().entrySet()) {
      String whole = difference.getValue().getFirst();
      String part = difference.getValue().getLast();
      List<Row> found = new ArrayList<>();
      for (Row row : of(layout.type(), whole)) {
        of(layout.type(), part).stream()
            .filter(row::besides)
            .map(other -> row.with(difference.getKey(), row.figure().minus(other.figure())))
            .filter(some -> some.figure().isTime())
            .forEach(found::add);
      }
      if (!found.isEmpty()) {
        rows.removeIf(row -> row.type().equals(layout.type()) && row.method().equals(whole));
        rows.addAll(found);
      }
    }
  }

  List<Row> all() {
    return rows;
  }

  /** The figures of a benchmark. */
  List<Row> of(String type, String method) {
    return rows.stream()
        .filter(row -> row.type().equals(type) && row.method().equals(method))
        .toList();
  }

  /** The classes of benchmarks. */
  Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    rows.forEach(row -> types.add(row.type()));
    return types;
  }

  /** The methods of a class. */
  Set<String> methods(String type) {
    Set<String> methods = new LinkedHashSet<>();
    rows.stream().filter(row -> row.type().equals(type)).forEach(row -> methods.add(row.method()));
    return methods;
  }

  /** What was measured, in the order of the result. */
  List<String> subjects() {
    return rows.stream().map(Row::subject).distinct().toList();
  }
}
