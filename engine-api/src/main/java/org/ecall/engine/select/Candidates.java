package org.ecall.engine.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/**
 * The backends that a plan can be made of, in the fixed order. Nothing is started before it is
 * examined, and what the constraints rule out by name or nature is never examined.
 */
final class Candidates {

  private final BackendCatalog catalog;
  private final BackendConstraints constraints;
  private final UsableFigures figures;
  private final Map<String, Candidate> remaining = new LinkedHashMap<>();
  private final List<PassedOver> passedOver = new ArrayList<>();

  /** A backend that may still be taken. */
  private static final class Candidate {
    private boolean examined;
    private List<BackendFigures> figures;

    Candidate(List<BackendFigures> figures) {
      this.figures = figures;
    }
  }

  Candidates(
      BackendCatalog catalog,
      BackendConstraints constraints,
      UsableFigures figures,
      Set<String> quarantined) {
    this.catalog = catalog;
    this.constraints = constraints;
    this.figures = figures;
    for (String name : inOrder(constraints)) {
      String objection =
          quarantined.contains(name) ? "is quarantined: it misbehaved" : objectionUnseen(name);
      if (objection == null) {
        remaining.put(name, new Candidate(figures.of(name)));
      } else {
        passOver(name, objection);
      }
    }
  }

  /** The fixed order, and behind it by their names those that are used only when named. */
  private static List<String> inOrder(BackendConstraints constraints) {
    List<String> names = new ArrayList<>(SelectionPolicy.FIXED_ORDER);
    names.removeIf(name -> !constraints.admitsName(name));
    Set<String> others = new TreeSet<>(constraints.allowed());
    others.removeAll(names);
    names.addAll(others);
    return names;
  }

  private @Nullable String objectionUnseen(String name) {
    Optional<Set<BackendProperty>> inherent = catalog.inherentProperties(name);
    return inherent.isEmpty() ? unknown(name) : constraints.objectionToHaving(inherent.get());
  }

  private String unknown(String name) {
    List<String> known = catalog.names();
    if (known.isEmpty()) {
      return "is not installed; is engine-java or engine-native on the class path or module path?";
    }
    return SelectionPolicy.FIXED_ORDER.contains(name)
        ? "is not installed"
        : "is not known; known: " + known;
  }

  /** Names of those that may still be taken. */
  List<String> names() {
    return List.copyOf(remaining.keySet());
  }

  boolean isExamined(String name) {
    Candidate candidate = remaining.get(name);
    return candidate != null && candidate.examined;
  }

  /** Starts a backend; if it cannot be used, it does not remain. */
  void examine(String name) {
    Candidate candidate = remaining.get(name);
    if (candidate == null || candidate.examined) {
      return;
    }
    BackendReport report = catalog.report(name).orElseThrow();
    String objection = objection(report);
    if (objection != null) {
      remaining.remove(name);
      passOver(name, objection);
      return;
    }
    candidate.examined = true;
    BackendVersion here = BackendVersion.of(report);
    candidate.figures = figures.of(name).stream().filter(of -> of.backend().equals(here)).toList();
    for (BackendFigures other : figures.of(name)) {
      if (!other.backend().equals(here)) {
        passedOver.add(
            new PassedOver(
                PassedOver.Kind.FIGURES, other.backend().toString(), "here it is " + here));
      }
    }
  }

  private @Nullable String objection(BackendReport report) {
    return report.status() == BackendReport.Status.ADMITTED
        ? constraints.objectionTo(report.properties())
        : report.whyNot();
  }

  private void passOver(String name, String reason) {
    passedOver.add(new PassedOver(PassedOver.Kind.BACKEND, name, reason));
  }

  /** What does not remain, and figures of other versions than are here. */
  List<PassedOver> passedOver() {
    return passedOver;
  }

  /** Those that remain, with what is assumed of them. */
  List<Ranking.Entrant> entrants(FrameClass frames) {
    List<Ranking.Entrant> entrants = new ArrayList<>();
    remaining.forEach(
        (name, candidate) ->
            entrants.add(
                new Ranking.Entrant(
                    name,
                    Estimate.of(
                        candidate.figures.stream()
                            .map(measured -> measured.figures().get(frames))
                            .filter(figure -> figure != null)
                            .toList()))));
    return entrants;
  }
}
