package org.ecall.jmh.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecall.cli.Json;
import org.ecall.jmh.result.Measurement;
import org.ecall.jmh.result.ResultFile;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ecall bench} says at its end.
 *
 * @param file where the results are
 * @param result what they are
 * @param absent what this machine does not have, and why
 * @param failures parts that could not be measured, and why
 * @param regression what changed, if another run was given
 */
record Summary(
    Path file,
    ResultFile result,
    Map<String, String> absent,
    Map<Part, String> failures,
    @Nullable Regression regression) {

  /** Whether all was measured, and nothing got slower. */
  boolean isFine() {
    return failures.isEmpty()
        && (regression == null || regression.with(Regression.Verdict.SLOWER).isEmpty());
  }

  void print(PrintWriter out) {
    ResultTable.of(result).forEach(table -> table.print(out));
    List<MixedPrediction> mixed = MixedPrediction.of(result);
    if (!mixed.isEmpty()) {
      out.println("A frame of a mixed call, and what frames of single sizes predict for it:");
      for (MixedPrediction some : mixed) {
        out.printf(
            Locale.ROOT,
            "  %s %s, senders: %s, %.1f ns, %.2f times the %.1f ns predicted%n",
            some.benchmarkCase().param("backend").orElse(""),
            some.benchmarkCase().method(),
            some.benchmarkCase().param("streams").orElse("?"),
            some.nanos(),
            some.ratio(),
            some.predictedNanos());
      }
      out.println();
    }
    absent.forEach(
        (name, reason) -> out.printf("Not measured, because absent: %s, %s%n", name, reason));
    failures.forEach((part, reason) -> out.printf("Failed: %s: %s%n", part, reason));
    if (regression != null) {
      print(regression, out);
    }
    out.printf("Results are in %s; 'ecall report %s' shows them.%n", file, file);
  }

  private static void print(Regression regression, PrintWriter out) {
    regression.notes().forEach(note -> out.printf("Compared with care: %s%n", note));
    List<Regression.Change> slower = regression.with(Regression.Verdict.SLOWER);
    print("Slower", slower, out);
    print(
        "Faster",
        regression.with(Regression.Verdict.FASTER).stream()
            .sorted(Comparator.comparingDouble(Regression.Change::factor))
            .toList(),
        out);
    out.printf(
        "%d compared in units of %s: %d slower beyond the error, %d not measured now.%n%n",
        regression.changes().size(), Yardstick.SUBJECT, slower.size(), regression.missing().size());
  }

  private static void print(String verdict, List<Regression.Change> changes, PrintWriter out) {
    for (Regression.Change change : changes) {
      out.printf(
          Locale.ROOT,
          "%s: %s takes %.2f times as long as before (%.2f to %.2f)%n",
          verdict,
          change.benchmarkCase(),
          change.factor(),
          change.least(),
          change.most());
    }
  }

  ObjectNode json() {
    ObjectNode document = Json.object();
    document.put("file", file.toString());
    ObjectNode left = document.putObject("absent");
    absent.forEach(left::put);
    ObjectNode failed = document.putObject("failures");
    failures.forEach((part, reason) -> failed.put(part.toString(), reason));
    ArrayNode results = document.putArray("results");
    for (Measurement measurement : result.measurements()) {
      ObjectNode entry = results.addObject();
      entry.put("benchmark", measurement.benchmarkCase().benchmark());
      ObjectNode params = entry.putObject("params");
      measurement.benchmarkCase().params().forEach(params::put);
      entry.put("threads", measurement.benchmarkCase().threads());
      entry.put("minNanos", measurement.nanos().min());
      entry.put("medianNanos", measurement.nanos().median());
      entry.put("errorNanos", measurement.nanos().error());
      measurement.allocatedBytes().ifPresent(bytes -> entry.put("allocatedBytes", bytes));
    }
    ArrayNode mixed = document.putArray("mixedCalls");
    for (MixedPrediction some : MixedPrediction.of(result)) {
      ObjectNode entry = mixed.addObject();
      entry.put("benchmark", some.benchmarkCase().benchmark());
      ObjectNode params = entry.putObject("params");
      some.benchmarkCase().params().forEach(params::put);
      entry.put("nanos", some.nanos());
      entry.put("predictedNanos", some.predictedNanos());
      entry.put("ratio", some.ratio());
    }
    if (regression != null) {
      ObjectNode against = document.putObject("against");
      regression.notes().forEach(against.putArray("notes")::add);
      against.put("missing", regression.missing().size());
      ArrayNode changes = against.putArray("changes");
      for (Regression.Change change : regression.changes()) {
        ObjectNode entry = changes.addObject();
        entry.put("benchmark", change.benchmarkCase().benchmark());
        ObjectNode params = entry.putObject("params");
        change.benchmarkCase().params().forEach(params::put);
        entry.put("verdict", change.verdict().name());
        entry.put("factor", change.factor());
        entry.put("least", change.least());
        entry.put("most", change.most());
      }
    }
    return document;
  }
}
