package org.ecall.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecall.engine.select.Measurement;
import org.ecall.engine.select.PassedOver;
import org.ecall.engine.select.Selection;
import org.ecall.engine.select.SelectionPlan;

/** A selection plan for people to read, in 80 columns. */
public final class PlanTable {

  private static final String ROW = "%-5s %6s  %-13s %14s  %-13s %14s %7s";

  private final PrintWriter out;

  /**
   * Creates a table.
   *
   * @param out takes the lines
   */
  public PlanTable(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints the choices, the reasons behind them, and what was passed over.
   *
   * @param plan to be shown
   */
  public void print(SelectionPlan plan) {
    out.println(ROW.formatted("", "BYTES", "BACKEND", "NS", "RUNNER-UP", "NS", "SLOWER"));
    Map<String, String> notes = new LinkedHashMap<>();
    for (Selection selection : plan.selections()) {
      out.println(row(selection).stripTrailing());
      String why = selection.backend() + ": " + selection.reason();
      notes.merge(why, name(selection), (one, more) -> one + ", " + more);
    }
    out.println();
    Paragraphs paragraphs = new Paragraphs(out);
    paragraphs.print("figures   ", plan.source());
    notes.forEach(
        (why, frames) ->
            paragraphs.print("why       ", notes.size() == 1 ? why : why + " (" + frames + ")"));
    for (PassedOver thing : plan.passedOver()) {
      paragraphs.print("not used  ", describe(thing));
    }
  }

  private static String row(Selection selection) {
    return ROW.formatted(
        selection.frames().operation().label(),
        selection.frames().size().sizeBytes(),
        selection.backend(),
        figure(selection.figure()),
        selection.runnerUp().orElse("-"),
        figure(selection.runnerUpFigure()),
        selection.margin().isPresent()
            ? String.format(Locale.ROOT, "%+.0f %%", 100 * selection.margin().getAsDouble())
            : "-");
  }

  private static String name(Selection selection) {
    return selection.frames().operation().label() + " " + selection.frames().size().sizeBytes();
  }

  private static String figure(Optional<Measurement> figure) {
    return figure
        .map(known -> String.format(Locale.ROOT, "%.1f ± %.1f", known.nanos(), known.errorNanos()))
        .orElse("-");
  }

  private static String describe(PassedOver thing) {
    String separator = thing.kind() == PassedOver.Kind.FIGURES ? ": " : " ";
    String kind =
        switch (thing.kind()) {
          case PROFILE -> "profile ";
          case BACKEND -> "backend ";
          case FIGURES -> "figures of ";
        };
    return kind + thing.what() + separator + thing.reason();
  }
}
