package org.ecall.cli.conform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.ecall.cli.Json;
import org.ecall.engine.select.BackendReport;

/** One document, written at the end. */
final class JsonReport implements Report {

  private final PrintWriter out;
  private final ObjectNode document = Json.object();
  private final ArrayNode results = document.putArray("results");
  private final ArrayNode leftOut = document.putArray("leftOut");
  private final ArrayNode ignored = document.putArray("ignored");
  private final ArrayNode broken = document.putArray("broken");

  JsonReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void leftOut(BackendReport backend) {
    leftOut
        .addObject()
        .put("backend", backend.name())
        .put("status", backend.status().name())
        .put("reason", backend.reason());
  }

  @Override
  public void ran(VectorFile file, Target target, Tally tally) {
    ObjectNode result =
        results
            .addObject()
            .put("file", file.path())
            .put("kind", file.kind())
            .put("backend", target.name())
            .put("passed", tally.passed())
            .put("failed", tally.failures().size())
            .put("skipped", tally.skippedCount());
    ArrayNode reasons = result.putArray("skippedBy");
    tally
        .skipped()
        .forEach((reason, count) -> reasons.addObject().put("reason", reason).put("count", count));
    ArrayNode failures = result.putArray("failures");
    tally
        .failures()
        .forEach(
            failure -> failures.addObject().put("test", failure.test()).put("why", failure.why()));
  }

  @Override
  public void ignored(String path) {
    ignored.add(path);
  }

  @Override
  public void broken(String path, String reason) {
    broken.addObject().put("file", path).put("reason", reason);
  }

  @Override
  public void finish(Totals totals) {
    document
        .put("passed", totals.passed())
        .put("failed", totals.failed())
        .put("skipped", totals.skipped())
        .put("fine", totals.fine());
    Json.print(out, document);
  }
}
