package org.ecall.jmh.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ecall.jmh.result.BenchmarkCase;
import org.ecall.jmh.result.Measurement;
import org.ecall.jmh.result.ResultFile;

/**
 * The results of one class of benchmarks for a terminal: what was measured downwards, sizes across,
 * medians in each field.
 */
final class ResultTable {

  private static final int FIELD_CHARS = 10;
  private static final int NO_SIZE = -1;

  private final String title;
  private final Map<String, Map<Integer, Measurement>> rows = new LinkedHashMap<>();
  private final TreeSet<Integer> sizes = new TreeSet<>();

  private ResultTable(String title) {
    this.title = title;
  }

  /** A table for each class, in the order of the results. */
  static Collection<ResultTable> of(ResultFile result) {
    Map<String, ResultTable> tables = new LinkedHashMap<>();
    for (Measurement measurement : result.measurements()) {
      BenchmarkCase some = measurement.benchmarkCase();
      tables.computeIfAbsent(some.className(), ResultTable::new).add(some, measurement);
    }
    return tables.values();
  }

  private void add(BenchmarkCase some, Measurement measurement) {
    int size = some.sizeBytes().orElse(NO_SIZE);
    sizes.add(size);
    rows.computeIfAbsent(label(some), row -> new LinkedHashMap<>()).put(size, measurement);
  }

  private static String label(BenchmarkCase some) {
    String params =
        some.params().entrySet().stream()
            .filter(param -> !param.getKey().equals(BenchmarkCase.SIZE))
            .map(ResultTable::label)
            .collect(Collectors.joining(", ", some.method() + " ", ""));
    return some.threads() == 1 ? params : params + ", " + some.threads() + " threads";
  }

  /** Names of ciphers speak for themselves. */
  private static String label(Map.Entry<String, String> param) {
    return List.of("subject", "backend", "memory").contains(param.getKey())
        ? param.getValue()
        : param.getKey() + " " + param.getValue();
  }

  void print(PrintWriter out) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    width = Math.max(width, title.length() + ", ns".length());
    out.printf("%-" + width + "s", title + ", ns");
    sizes.forEach(size -> out.printf("%" + FIELD_CHARS + "s", size == NO_SIZE ? "" : size + " B"));
    out.printf("%" + FIELD_CHARS + "s%n", "B/op");
    for (Map.Entry<String, Map<Integer, Measurement>> row : rows.entrySet()) {
      out.printf("%-" + width + "s", row.getKey());
      for (int size : sizes) {
        Measurement field = row.getValue().get(size);
        out.printf("%" + FIELD_CHARS + "s", field == null ? "" : number(field.nanos().median()));
      }
      out.printf("%" + FIELD_CHARS + "s%n", allocated(row.getValue().values()));
    }
    out.println();
  }

  private static String number(double nanos) {
    return String.format(Locale.ROOT, nanos < 1000 ? "%.1f" : "%.0f", nanos);
  }

  private static String allocated(Collection<Measurement> row) {
    double[] bytes =
        row.stream()
            .map(Measurement::allocatedBytes)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    if (bytes.length == 0) {
      return "";
    }
    long least = Math.round(bytes[0]);
    long most = Math.round(bytes[bytes.length - 1]);
    return least == most ? String.valueOf(most) : least + "–" + most;
  }
}
