package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecall.engine.select.Measurement;
import org.ecall.engine.select.Selection;
import org.ecall.engine.select.SelectionPlan;
import org.ecall.jmh.calibrate.PlanPreview;
import org.ecall.jmh.calibrate.ProfileMaker;
import org.ecall.jmh.report.Table.Cell;
import org.ecall.jmh.report.Table.Line;
import org.ecall.jmh.result.ResultFile;
import org.ecall.jmh.result.ResultFormatException;

/** What an engine would choose by these figures, where they are of the machine that this is. */
final class PlanSection {

  private static final String TITLE = "What an engine chooses";
  private static final String HOW =
      "The plan without constraints: the first usable backend of the fixed order keeps its place"
          + " unless another one is faster beyond the errors of both. 'ecall calibrate --from'"
          + " makes a profile of this result; 'ecall explain --profile' shows its plan under"
          + " constraints.";

  private PlanSection() {}

  static Section of(ResultFile result) {
    try {
      ProfileMaker.Made made = ProfileMaker.make(result);
      PlanPreview preview = PlanPreview.of(made.profile(), result.name());
      return preview
          .plan()
          .map(PlanSection::section)
          .orElseGet(
              () ->
                  without(
                      "This report was not made where the result is from, so the backends there"
                          + " cannot be asked: "
                          + preview.whyNot()
                          + ". A report made there has the plan."));
    } catch (ResultFormatException e) {
      return without("There is no plan: " + e.getMessage() + ".");
    }
  }

  private static Section without(String why) {
    return new Section("plan", TITLE, List.of(why), List.of(), List.of());
  }

  private static Section section(SelectionPlan plan) {
    List<Line> lines =
        plan.selections().stream()
            .map(
                selection ->
                    new Line(
                        "%s %d"
                            .formatted(
                                selection.frames().operation().label(),
                                selection.frames().size().sizeBytes()),
                        cells(selection)))
            .toList();
    List<Table> tables = new ArrayList<>();
    tables.add(
        new Table(
            "", List.of("bytes", "choice", "ns", "runner-up", "ns", "slower by", "reason"), lines));
    if (!plan.passedOver().isEmpty()) {
      tables.add(
          new Table(
              "Not used",
              List.of("", "because"),
              plan.passedOver().stream()
                  .map(thing -> new Line(thing.what(), List.of(Cell.plain(thing.reason()))))
                  .toList()));
    }
    return new Section("plan", TITLE, List.of(HOW), List.of(), tables);
  }

  private static List<Cell> cells(Selection selection) {
    OptionalDouble margin = selection.margin();
    return List.of(
        Cell.plain(selection.backend()),
        figure(selection.figure()),
        Cell.plain(selection.runnerUp().orElse("–")),
        figure(selection.runnerUpFigure()),
        margin.isPresent() ? Cell.plain(Numbers.change(1 + margin.getAsDouble())) : Cell.absent(),
        Cell.plain(selection.reason()));
  }

  private static Cell figure(Optional<Measurement> figure) {
    return figure
        .map(
            known ->
                Cell.plain(
                    Numbers.shortened(known.nanos())
                        + " ± "
                        + Numbers.shortened(known.errorNanos())))
        .orElseGet(Cell::absent);
  }
}
