package org.ecall.jmh;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of one benchmark method as a table: sizes downwards, ciphers across, minimum and
 * median of all iterations of all rounds in each field.
 */
final class ResultTable {

  private static final String SIZE = "sizeBytes";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final String title;
  private final Set<String> rows = new LinkedHashSet<>();
  private final Map<String, Map<String, Field>> columns = new LinkedHashMap<>();

  private ResultTable(String title) {
    this.title = title;
  }

  /** A table for each method, in the order of the results. */
  static Collection<ResultTable> of(Collection<RunResult> results) {
    Map<String, ResultTable> tables = new LinkedHashMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      String title = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
      tables.computeIfAbsent(title, ResultTable::new).add(result);
    }
    return tables.values();
  }

  private void add(RunResult result) {
    BenchmarkParams params = result.getParams();
    String column =
        params.getParamsKeys().stream()
            .filter(key -> !key.equals(SIZE))
            .map(key -> key.equals("keys") ? params.getParam(key) + " keys" : params.getParam(key))
            .collect(Collectors.joining(", "));
    String row = params.getParamsKeys().contains(SIZE) ? params.getParam(SIZE) : "";
    rows.add(row);
    Field field =
        columns
            .computeIfAbsent(column, c -> new LinkedHashMap<>())
            .computeIfAbsent(row, r -> new Field());
    result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .forEach(field::add);
  }

  void print(PrintStream out) {
    out.printf("### %s%n%n| bytes | %s |%n", title, String.join(" | ", columns.keySet()));
    out.printf("|--:|%s%n", "--:|".repeat(columns.size()));
    for (String row : rows) {
      out.printf(
          "| %s | %s |%n",
          row,
          columns.values().stream()
              .map(column -> column.containsKey(row) ? column.get(row).toString() : "–")
              .collect(Collectors.joining(" | ")));
    }
    out.printf(
        "| B/op | %s |%n%n",
        columns.values().stream().map(ResultTable::allocated).collect(Collectors.joining(" | ")));
  }

  private static String allocated(Map<String, Field> column) {
    double[] bytes = column.values().stream().flatMapToDouble(Field::allocatedBytes).toArray();
    double least = Arrays.stream(bytes).min().orElse(Double.NaN);
    double most = Arrays.stream(bytes).max().orElse(Double.NaN);
    return most - least < 1 ? "%.0f".formatted(most) : "%.0f–%.0f".formatted(least, most);
  }

  /** All iterations of one benchmark with one set of parameters. */
  private static final class Field {
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> allocated = new ArrayList<>();

    void add(IterationResult iteration) {
      nanos.add(iteration.getPrimaryResult().getScore());
      var bytes = iteration.getSecondaryResults().get(ALLOCATED);
      if (bytes != null) {
        allocated.add(bytes.getScore());
      }
    }

    DoubleStream allocatedBytes() {
      return allocated.stream().mapToDouble(Double::doubleValue);
    }

    @Override
    public String toString() {
      double[] sorted = nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return "%.1f / %.1f".formatted(sorted[0], sorted[sorted.length / 2]);
    }
  }
}
