package org.ecall.cli.soak;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.ecall.cli.Nanos;

/** A soak's report for people to read. */
final class SoakTable {

  private final PrintWriter out;

  private SoakTable(PrintWriter out) {
    this.out = out;
  }

  static void print(SoakReport report, PrintWriter out) {
    SoakTable table = new SoakTable(out);
    table.conditions(report);
    table.frames(report);
    table.memory(report.memory());
    table.times(report);
    table.verdict(report);
  }

  private void conditions(SoakReport report) {
    out.printf(Locale.ROOT, "Machine   %s%n", report.machine());
    out.printf(Locale.ROOT, "Backends  %s%n", list(report.backends()));
    out.printf(
        Locale.ROOT,
        "Soak      %.0f s%s, %d streams, %d threads seal, %s, seed %d%n",
        report.seconds(),
        report.endedEarly() ? " (ended early)" : "",
        report.streams(),
        report.threads(),
        report.rate() == 0
            ? "as many frames as possible"
            : "%s frames a second and stream".formatted(report.rate()),
        report.seed());
    out.printf(
        Locale.ROOT,
        "Churn     %,d rooms of two engines opened, %,d rotations, %,d keys sealed%n",
        report.churn().rooms(),
        report.churn().rotations(),
        report.churn().sealKeys());
    SoakReport.NetworkReport network = report.network();
    out.printf(
        Locale.ROOT,
        "Network   datagrams: %,d lost, %,d duplicated, %,d reordered, %,d lost by this machine%n",
        network.lost(),
        network.duplicated(),
        network.reordered(),
        network.vanished());
    out.printf(Locale.ROOT, "Attacks   %s%n", list(network.attacks()));
  }

  private void frames(SoakReport report) {
    SoakReport.Frames frames = report.frames();
    out.println();
    out.printf(
        Locale.ROOT,
        "Sealed           %,14d   %,.0f a second%n",
        frames.sealed(),
        frames.sealedPerSecond());
    out.printf(Locale.ROOT, "Opened           %,14d%n", frames.opened());
    refused("Genuine, refused", frames.genuineRefused());
    refused("Forged, refused", frames.forgedRefused());
    out.printf(Locale.ROOT, "To closed rooms  %,14d%n", frames.gone());
  }

  private void refused(String name, Map<String, Long> reasons) {
    out.printf(Locale.ROOT, "%-16s %,14d   %s%n", name, sum(reasons), list(reasons));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private void memory(SoakReport.Memory memory) {
    out.println();
    out.printf(Locale.ROOT, "%-16s %18s %18s%n", "MiB after GC", "heap", "resident");
    List<MemorySample> samples = memory.samples();
    int quarter = samples.size() / 4;
    for (int i = 0; quarter > 0 && i < 4; i++) {
      List<MemorySample> part = samples.subList(i * quarter, (i + 1) * quarter);
      out.printf(
          Locale.ROOT,
          "%-16s %18s %18s%n",
          "Quarter " + (i + 1),
          range(part, MemorySample::heapBytes),
          memory.rssKnown() ? range(part, MemorySample::rssBytes) : "not told here");
    }
  }

  private static String range(List<MemorySample> samples, ToLongFunction<MemorySample> size) {
    LongSummaryStatistics sizes = samples.stream().mapToLong(size).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%.1f to %.1f",
        MemoryRule.mebibytes(sizes.getMin()),
        MemoryRule.mebibytes(sizes.getMax()));
  }

  private void times(SoakReport report) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%-10s %9s %9s %9s %9s %13s %14s%n",
        "ns a call",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "max",
        "calls");
    times("seal", report.seal());
    times("open", report.open());
    out.println();
  }

  private void times(String operation, Nanos nanos) {
    out.printf(
        Locale.ROOT,
        "%-10s %,9d %,9d %,9d %,9d %,13d %,14d%n",
        operation,
        nanos.p50(),
        nanos.p90(),
        nanos.p99(),
        nanos.p999(),
        nanos.max(),
        nanos.count());
  }

  private void verdict(SoakReport report) {
    report.violations().forEach(violation -> out.printf(Locale.ROOT, "WRONG: %s%n", violation));
    if (report.violationCount() > report.violations().size()) {
      out.printf(Locale.ROOT, "WRONG: %,d in all%n", report.violationCount());
    }
    report
        .memory()
        .complaints()
        .forEach(complaint -> out.printf(Locale.ROOT, "LEAK: %s%n", complaint));
    if (report.memory().rssKnown() && !report.memory().rssJudged()) {
      out.println("Resident memory was not judged, because the heap may change its size.");
    }
    String memory = "and memory did not grow";
    if (MemoryRule.tooShort(report.memory().samples())) {
      memory = "but too short to tell whether memory is steady";
    }
    out.println(
        report.passed()
            ? "Passed: no frame wrongly opened or refused, " + memory + "."
            : "FAILED: see above.");
  }

  private static String list(Map<String, ?> values) {
    return values.isEmpty()
        ? "none"
        : values.entrySet().stream()
            .map(
                entry ->
                    entry.getValue() instanceof Long count
                        ? String.format(Locale.ROOT, "%s %,d", entry.getKey(), count)
                        : entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
