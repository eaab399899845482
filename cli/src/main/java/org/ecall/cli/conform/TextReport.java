package org.ecall.cli.conform;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.ecall.engine.select.BackendReport;

/** A line for each file and backend, and the first failures of each. */
final class TextReport implements Report {

  private static final String ROW = "%-7s %-14s %s%n";
  private static final int FAILURES_SHOWN = 3;
  private static final int WIDTH_SHOWN = 240;

  private final PrintWriter out;
  private int ignored;

  TextReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void leftOut(BackendReport backend) {
    boolean refused = backend.status() == BackendReport.Status.REFUSED;
    out.printf(ROW, refused ? "REFUSED" : "absent", backend.name(), backend.reason());
    out.flush();
  }

  @Override
  public void ran(VectorFile file, Target target, Tally tally) {
    List<Tally.Failure> failures = tally.failures();
    String counts = tally.passed() + " passed, " + failures.size() + " failed, " + skipped(tally);
    String verdict = "passed";
    if (!failures.isEmpty()) {
      verdict = "FAILED";
    } else if (tally.passed() == 0) {
      verdict = "skipped";
    }
    out.printf(ROW, verdict, target.name(), file.path() + " (" + file.kind() + "): " + counts);
    failures.stream().limit(FAILURES_SHOWN).forEach(this::printFailure);
    if (failures.size() > FAILURES_SHOWN) {
      out.println("        and " + (failures.size() - FAILURES_SHOWN) + " more");
    }
    out.flush();
  }

  private void printFailure(Tally.Failure failure) {
    String line = failure.test() + ": " + failure.why();
    boolean tooWide = line.length() > WIDTH_SHOWN;
    out.println("        " + (tooWide ? line.substring(0, WIDTH_SHOWN) + "…" : line));
  }

  private static String skipped(Tally tally) {
    String reasons =
        tally.skipped().entrySet().stream()
            .map(reason -> reason.getKey() + ": " + reason.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
    return tally.skippedCount() + " skipped" + (tally.skipped().isEmpty() ? "" : reasons);
  }

  @Override
  public void ignored(String path) {
    ignored++;
  }

  @Override
  public void broken(String path, String reason) {
    // Told on standard error.
  }

  @Override
  public void finish(Totals totals) {
    out.println(
        "In all: "
            + totals.passed()
            + " passed, "
            + totals.failed()
            + " failed, "
            + totals.skipped()
            + " skipped"
            + (ignored == 0 ? "" : "; files ignored, not for this tool: " + ignored));
    out.flush();
  }
}
