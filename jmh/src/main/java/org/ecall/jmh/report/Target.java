package org.ecall.jmh.report;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A figure, a difference or a ratio that has to be reached: (value − minus) ÷ per × factor.
 *
 * @param title what it is
 * @param value a figure
 * @param minus what is taken off it
 * @param per what it is divided by
 * @param factor what it is multiplied with; 0 stands for 1
 * @param atLeast whether more is better
 * @param goals what has to be reached for each size, 0 for what has none
 */
record Target(
    String title,
    Reference value,
    @Nullable Reference minus,
    @Nullable Reference per,
    double factor,
    boolean atLeast,
    Map<Integer, Double> goals) {

  /**
   * Targets that are shown together.
   *
   * @param title of the table
   * @param bySize whether sizes are its rows
   * @param goals the targets
   */
  record Group(String title, boolean bySize, List<Target> goals) {}

  /** Which figure. */
  record Reference(String type, String method, String subject, @Nullable String variant) {

    Optional<Figure> in(Rows rows, int sizeBytes) {
      OptionalInt size = sizeBytes == 0 ? OptionalInt.empty() : OptionalInt.of(sizeBytes);
      return rows.of(type, method).stream()
          .filter(row -> row.subject().equals(subject))
          .filter(row -> row.variant().equals(Objects.requireNonNullElse(variant, "")))
          .filter(row -> row.sizeBytes().equals(size))
          .map(Row::figure)
          .findFirst();
    }
  }

  /**
   * What came of a target.
   *
   * @param goal what had to be reached
   * @param atMinimum what the fastest iterations reach
   * @param atMedian what the medians reach
   * @param error of that
   */
  record Outcome(double goal, double atMinimum, double atMedian, double error) {}

  Target {
    goals = new TreeMap<>(goals);
  }

  /** All targets, from the resource file. */
  static List<Group> all() {
    return Resources.json("targets.json", new TypeReference<List<Group>>() {});
  }

  /** Whether a ratio is meant, which has no unit and is told of medians only. */
  boolean isRatio() {
    return per != null;
  }

  /** What was reached at a size; empty if something was not measured, or there is no goal. */
  Optional<Outcome> outcome(Rows rows, int sizeBytes) {
    Double goal = goals.get(sizeBytes);
    Optional<Figure> figure = value.in(rows, sizeBytes);
    if (goal == null || figure.isEmpty()) {
      return Optional.empty();
    }
    Figure reached = figure.get();
    if (minus != null) {
      Optional<Figure> part = minus.in(rows, sizeBytes);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      reached = reached.minus(part.get());
    }
    if (per != null) {
      Optional<Figure> divisor = per.in(rows, sizeBytes);
      if (divisor.isEmpty()) {
        return Optional.empty();
      }
      reached = reached.dividedBy(divisor.get());
    }
    double times = factor == 0 ? 1 : factor;
    return Optional.of(
        new Outcome(
            goal, reached.min() * times, reached.median() * times, reached.error() * times));
  }

  /** Whether the medians are as good as the goal. */
  boolean isMet(Outcome outcome) {
    return reaches(outcome.atMedian(), outcome.goal());
  }

  /** Whether the medians miss the goal, but by no more than their error, or the minima do not. */
  boolean mayBeMet(Outcome outcome) {
    double best = outcome.atMedian() + (atLeast ? outcome.error() : -outcome.error());
    return reaches(best, outcome.goal()) || reaches(outcome.atMinimum(), outcome.goal());
  }

  private boolean reaches(double reached, double goal) {
    return atLeast ? reached >= goal : reached <= goal;
  }
}
