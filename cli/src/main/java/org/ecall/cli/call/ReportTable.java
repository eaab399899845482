package org.ecall.cli.call;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ecall.cli.Nanos;
import org.ecall.cli.call.CallReport.DirectionReport;
import org.ecall.cli.call.CallReport.StreamReport;

/** A call's report for people to read. */
final class ReportTable {

  private ReportTable() {}

  static void print(CallReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Backend  %s %s (%s)%n",
        report.backend(),
        report.backendVersion(),
        report.backendReason());
    out.printf(
        Locale.ROOT,
        "Suite    %s, %.1f s, %d rotations to epoch %d, seed %d%n%n",
        report.suite(),
        report.seconds(),
        report.rotations(),
        report.epoch(),
        report.seed());
    out.printf(
        Locale.ROOT, "%-8s %-7s %-6s %9s %10s%n", "From", "Stream", "Codec", "Sent", "Delivered");
    for (DirectionReport way : report.directions()) {
      for (StreamReport stream : way.streams()) {
        out.printf(
            Locale.ROOT,
            "%-8s %-7s %-6s %,9d %,10d%n",
            way.from(),
            stream.stream(),
            stream.codec(),
            stream.sent(),
            stream.delivered());
      }
    }
    out.printf(
        Locale.ROOT, "%n%-8s %9s %9s   %s%n", "From", "Opened", "Refused", "Refused by reason");
    for (DirectionReport way : report.directions()) {
      long refused = way.refused().values().stream().mapToLong(Long::longValue).sum();
      out.printf(
          Locale.ROOT,
          "%-8s %,9d %,9d   %s%n",
          way.from(),
          way.opened(),
          refused,
          list(way.refused()));
    }
    out.printf(Locale.ROOT, "%n%-8s %s%n", "From", "The forwarder's doing");
    for (DirectionReport way : report.directions()) {
      out.printf(
          Locale.ROOT,
          "%-8s datagrams: %d lost, %d duplicated, %d reordered; attacks: %s%n",
          way.from(),
          way.datagrams().lost(),
          way.datagrams().duplicated(),
          way.datagrams().reordered(),
          list(way.attacks()));
      if (way.datagrams().vanished() > 0) {
        out.printf(
            Locale.ROOT,
            "%-8s %d datagrams were lost by this machine, not by the forwarder%n",
            way.from(),
            way.datagrams().vanished());
      }
    }
    out.printf(
        Locale.ROOT,
        "%n%-8s %-10s %10s %10s %10s %12s%n",
        "From",
        "ns a frame",
        "p50",
        "p99",
        "p99.9",
        "frames");
    for (DirectionReport way : report.directions()) {
      times(out, way.from(), "seal", way.seal());
      times(out, way.from(), "open", way.open());
    }
    files(report, out);
    out.println();
    report.violations().forEach(violation -> out.println("WRONG: " + violation));
    out.println(
        report.passed()
            ? "Passed: every delivered genuine frame opened, once, and nothing else did."
            : "FAILED: see above.");
  }

  private static void times(PrintWriter out, String from, String operation, Nanos nanos) {
    out.printf(
        Locale.ROOT,
        "%-8s %-10s %,10d %,10d %,10d %,12d%n",
        from,
        operation,
        nanos.p50(),
        nanos.p99(),
        nanos.p999(),
        nanos.count());
  }

  private static void files(CallReport report, PrintWriter out) {
    if (report.files().isEmpty()) {
      return;
    }
    out.printf(Locale.ROOT, "%nReceived media%n");
    report
        .files()
        .forEach(
            (path, bridged) ->
                out.printf(Locale.ROOT, "%s (%d lost frames bridged)%n", path, bridged));
  }

  private static String list(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
