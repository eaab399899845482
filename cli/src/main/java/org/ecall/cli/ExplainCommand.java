package org.ecall.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.select.Measurement;
import org.ecall.engine.select.PassedOver;
import org.ecall.engine.select.Selection;
import org.ecall.engine.select.SelectionPlan;
import org.ecall.engine.select.SelectionPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ecall explain}: which backend seals and opens which frames here, and why. */
@Command(
    name = "explain",
    description = {
      "Shows the plan by which an engine on this machine chooses the backend of each operation and"
          + " payload size: the choice, the runner-up, by how much it is slower, and why. Figures"
          + " come from a calibration profile: the one named, else the newest that fits of"
          + " $XDG_CONFIG_HOME/ecall (without it ~/.config/ecall, on Windows %%APPDATA%%\\ecall),"
          + " else one that comes with the engine. Where none says more, a fixed order decides.",
      "%nNothing is measured here; 'ecall calibrate' does that. All backends that the constraints"
          + " do not rule out are started, which takes a moment."
    },
    footer = {
      "%nConstraints, separated by commas: constant-time, fips, no-native, no-hardware-aes, and"
          + " allow=NAME for each backend that may be used (all others are then ruled out).",
      "%nExamples:",
      "  ecall explain",
      "  ecall explain --constrain constant-time,no-native,no-hardware-aes",
      "  ecall explain --constrain allow=jdk,allow=conscrypt --json",
      "  ecall explain --profile profile-host.txt",
      "%nFields of --json: source, selections[] (operation, sizeBytes, upToBytes, backend, nanos,"
          + " errorNanos, bytesPerFrame, runnerUp, runnerUpNanos, runnerUpErrorNanos, margin,"
          + " reason, source; null where nothing was measured), passedOver[] (kind PROFILE, BACKEND"
          + " or FIGURES, what, reason)."
    })
final class ExplainCommand extends EcallCommand {

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Calibration profile to go by; one that does not fit is an error.")
  private @Nullable Path profile;

  @Option(
      names = "--constrain",
      paramLabel = "LIST",
      split = ",",
      converter = ConstraintConverter.class,
      description = "What an embedder demands of backends; see below.")
  private List<Constraint> demands = List.of();

  @Option(names = "--json", description = "Write one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    BackendConstraints constraints = Constraint.all(demands);
    SelectionPlan plan =
        SelectionPolicy.forThisMachine(BackendCatalog.installed(), constraints, profile)
            .planInFull();
    if (json) {
      Json.print(out(), document(plan));
    } else {
      new PlanTable(out()).print(plan);
    }
    return FINE;
  }

  private static ObjectNode document(SelectionPlan plan) {
    ObjectNode document = Json.object();
    document.put("source", plan.source());
    ArrayNode selections = document.putArray("selections");
    for (Selection selection : plan.selections()) {
      fill(selections.addObject(), selection);
    }
    ArrayNode passedOver = document.putArray("passedOver");
    for (PassedOver thing : plan.passedOver()) {
      passedOver
          .addObject()
          .put("kind", thing.kind().name())
          .put("what", thing.what())
          .put("reason", thing.reason());
    }
    return document;
  }

  private static void fill(ObjectNode node, Selection selection) {
    Optional<Measurement> figure = selection.figure();
    Optional<Measurement> second = selection.runnerUpFigure();
    node.put("operation", selection.frames().operation().label())
        .put("sizeBytes", selection.frames().size().sizeBytes())
        .put("upToBytes", selection.frames().size().upToBytes())
        .put("backend", selection.backend())
        .put("nanos", figure.map(Measurement::nanos).orElse(null))
        .put("errorNanos", figure.map(Measurement::errorNanos).orElse(null))
        .put("bytesPerFrame", figure.map(Measurement::bytesPerFrame).orElse(null))
        .put("runnerUp", selection.runnerUp().orElse(null))
        .put("runnerUpNanos", second.map(Measurement::nanos).orElse(null))
        .put("runnerUpErrorNanos", second.map(Measurement::errorNanos).orElse(null))
        .put(
            "margin",
            selection.margin().isPresent() ? (Double) selection.margin().getAsDouble() : null)
        .put("reason", selection.reason())
        .put("source", selection.source());
  }
}
