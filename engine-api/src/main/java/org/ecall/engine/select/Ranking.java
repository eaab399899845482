package org.ecall.engine.select;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which one of several backends is taken for one kind of frames. The first one, which
 * the fixed order prefers, keeps its place unless there are figures of it and another one is faster
 * beyond the errors of both. Of those that are then not certainly slower than the fastest the fixed
 * order decides, unless that one allocates: then the next one comes first that does not, if its
 * time is well known. Those without figures come last.
 *
 * <p>Each backend is compared with the fastest alone. So one that is certainly slower than what is
 * chosen changes nothing by being there.
 */
final class Ranking {

  /** A backend that may be taken; null is the estimate of one without figures. */
  record Entrant(String backend, @Nullable Estimate estimate) {}

  /**
   * What the rule says.
   *
   * @param chosen the backend to take
   * @param fastest the one with which all were compared; the chosen one where nothing was
   * @param reason one clause
   */
  record Outcome(Entrant chosen, Entrant fastest, String reason) {}

  private Ranking() {}

  /** Applies the rule to backends in the fixed order, of which there is at least one. */
  static Outcome rank(List<Entrant> entrants) {
    Entrant first = entrants.getFirst();
    if (first.estimate == null) {
      return new Outcome(first, first, "first of the fixed order");
    }
    Entrant fastest = first;
    Estimate best = first.estimate;
    for (Entrant entrant : entrants) {
      Estimate estimate = entrant.estimate;
      if (estimate != null && estimate.highNanos() < best.highNanos()) {
        fastest = entrant;
        best = estimate;
      }
    }
    Entrant chosen = choose(entrants, best);
    return new Outcome(chosen, fastest, reason(first, first.estimate, fastest, best, chosen));
  }

  private static Entrant choose(List<Entrant> entrants, Estimate best) {
    Entrant chosen = null;
    for (Entrant entrant : entrants) {
      Estimate estimate = entrant.estimate;
      if (estimate != null && !estimate.isSlowerThan(best)) {
        if (!estimate.allocates() && (chosen == null || estimate.known())) {
          return entrant;
        }
        chosen = chosen == null ? entrant : chosen;
      }
    }
    if (chosen == null) {
      throw new IllegalStateException("nothing is slower than itself");
    }
    return chosen;
  }

  private static String reason(
      Entrant first, Estimate estimate, Entrant fastest, Estimate best, Entrant chosen) {
    if (chosen.equals(first)) {
      return chosen.equals(fastest)
          ? "first of the fixed order, and the fastest"
          : "first of the fixed order, and none is faster beyond the errors of both";
    }
    if (!estimate.isSlowerThan(best)) {
      return "as fast as " + first.backend + " within the errors of both, and allocates nothing";
    }
    return chosen.equals(fastest)
        ? "faster than " + first.backend + " beyond the errors of both"
        : "as fast as " + fastest.backend + " within the errors of both, and preferred to it";
  }
}
