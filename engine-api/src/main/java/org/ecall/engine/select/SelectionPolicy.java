package org.ecall.engine.select;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.ProfileException;
import org.jspecify.annotations.Nullable;

/**
 * Decides which backend seals and opens which frames: by what was measured, within what the
 * embedder demands, and where nothing was measured by a fixed order. Nothing is timed here, and
 * equal inputs give equal plans.
 *
 * <p>The first usable backend of the fixed order is replaced only where figures of it are known and
 * those of another one are better beyond the errors of both. No more backends are started than it
 * takes to be sure of that. Immutable.
 */
public final class SelectionPolicy {

  /**
   * Order of preference where no measurement says otherwise: our own kernels, then what comes with
   * the JVM or the application, then libraries of the system, whose age nobody here knows, then
   * what does without the processor's AES instructions, and last what looks secrets up in tables.
   */
  public static final List<String> FIXED_ORDER =
      List.of("native", "jdk", "conscrypt", "openssl", "ipsec-mb", "vector", "bouncycastle");

  private final BackendCatalog catalog;
  private final BackendConstraints constraints;
  private final ProfileSearch.Result found;
  private final UsableFigures figures;

  /**
   * Creates a policy.
   *
   * @param catalog knows the backends
   * @param constraints that no plan violates
   * @param found the profile to go by, if there is one
   */
  public SelectionPolicy(
      BackendCatalog catalog, BackendConstraints constraints, ProfileSearch.Result found) {
    this.catalog = catalog;
    this.constraints = constraints;
    this.found = found;
    figures = new UsableFigures(found.profile());
  }

  /**
   * Creates the policy of this machine. Where only one backend is allowed, no profile is looked
   * for.
   *
   * @param catalog knows the backends
   * @param constraints that no plan violates
   * @param profile the profile to go by, or null to look for one: see {@link ProfileSearch}
   * @return a policy
   * @throws ProfileException if the profile that is named cannot be read or does not fit
   */
  public static SelectionPolicy forThisMachine(
      BackendCatalog catalog, BackendConstraints constraints, @Nullable Path profile) {
    boolean onlyOne = profile == null && constraints.allowed().size() == 1;
    return new SelectionPolicy(
        catalog,
        constraints,
        onlyOne ? ProfileSearch.Result.none() : ProfileSearch.forThisMachine(profile));
  }

  /**
   * Makes the plan.
   *
   * @return a plan of admissible backends
   * @throws BackendUnavailableException if there is none; the message says why not for each
   */
  public SelectionPlan plan() {
    return planWithout(Set.of());
  }

  /**
   * Makes the plan without backends that have misbehaved.
   *
   * @param quarantined names of backends that must not be used
   * @return a plan of admissible backends
   * @throws BackendUnavailableException if there is none; the message says why not for each
   */
  public SelectionPlan planWithout(Set<String> quarantined) {
    return plan(new Candidates(catalog, constraints, figures, quarantined));
  }

  /**
   * Makes the plan after starting every backend that is not ruled out before. The choices are those
   * of {@link #plan()}; runners-up and what is passed over are certain.
   *
   * @return a plan of admissible backends
   * @throws BackendUnavailableException if there is none; the message says why not for each
   */
  public SelectionPlan planInFull() {
    Candidates candidates = new Candidates(catalog, constraints, figures, Set.of());
    candidates.names().forEach(candidates::examine);
    return plan(candidates);
  }

  private SelectionPlan plan(Candidates candidates) {
    examineFirst(candidates);
    FrameClass.all().forEach(frames -> examineDecisive(frames, candidates));
    // Only now, as what was found out for one kind of frames may concern the runner-up of another.
    List<Selection> selections =
        FrameClass.all().stream().map(frames -> selection(frames, candidates)).toList();
    List<PassedOver> passedOver = new ArrayList<>(found.passedOver());
    passedOver.addAll(figures.passedOver());
    passedOver.addAll(candidates.passedOver());
    return new SelectionPlan(selections, found.source(), passedOver);
  }

  /** Makes sure that the first one can be used: the others have to compare with it. */
  private void examineFirst(Candidates candidates) {
    String first = "";
    while (!candidates.isExamined(first)) {
      first = candidates.names().stream().findFirst().orElseThrow(() -> noneOf(candidates));
      candidates.examine(first);
    }
  }

  private BackendUnavailableException noneOf(Candidates candidates) {
    String why =
        candidates.passedOver().stream()
            .filter(passedOver -> passedOver.kind() == PassedOver.Kind.BACKEND)
            .map(passedOver -> "backend '" + passedOver.what() + "' " + passedOver.reason())
            .collect(Collectors.joining("; "));
    return new BackendUnavailableException(
        "no backend can be used: "
            + why
            + (catalog.providerFailures().isEmpty()
                ? ""
                : "; " + String.join("; ", catalog.providerFailures())));
  }

  /**
   * Whatever those that are not examined turn out to be, only the chosen one and the fastest can
   * change the outcome; so it stands when these two are.
   */
  private static void examineDecisive(FrameClass frames, Candidates candidates) {
    boolean decided = false;
    while (!decided) {
      Ranking.Outcome outcome = Ranking.rank(candidates.entrants(frames));
      String chosen = outcome.chosen().backend();
      String fastest = outcome.fastest().backend();
      decided = candidates.isExamined(chosen) && candidates.isExamined(fastest);
      candidates.examine(fastest);
      candidates.examine(chosen);
    }
  }

  private Selection selection(FrameClass frames, Candidates candidates) {
    List<Ranking.Entrant> entrants = candidates.entrants(frames);
    Ranking.Outcome outcome = Ranking.rank(entrants);
    List<Ranking.Entrant> others = new ArrayList<>(entrants);
    others.remove(outcome.chosen());
    Optional<Ranking.Entrant> runnerUp =
        others.isEmpty() ? Optional.empty() : Optional.of(Ranking.rank(others).chosen());
    Optional<Measurement> figure = figure(outcome.chosen());
    return new Selection(
        frames,
        outcome.chosen().backend(),
        figure,
        runnerUp.map(Ranking.Entrant::backend),
        runnerUp.flatMap(SelectionPolicy::figure),
        reason(outcome, figure.isPresent()),
        figure.isPresent() ? found.source() : ProfileSearch.Result.NO_PROFILE);
  }

  private static Optional<Measurement> figure(Ranking.Entrant entrant) {
    return Optional.ofNullable(entrant.estimate()).map(Estimate::figure);
  }

  private String reason(Ranking.Outcome outcome, boolean measured) {
    if (constraints.allowed().size() == 1) {
      return "the only one allowed";
    }
    return measured || found.profile().isEmpty()
        ? outcome.reason()
        : outcome.reason() + "; no usable figures of it here";
  }
}
