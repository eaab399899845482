package org.ecall.engine.select;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ecall.engine.ProfileException;

/** Joins the profiles of a fleet of like machines into one. */
public final class ProfileMerge {

  /** Stands for facts that differ and that nothing depends on. */
  private static final String SEVERAL = "several";

  private final List<CalibrationProfile> profiles;
  private final List<String> notes = new ArrayList<>();

  private ProfileMerge(List<CalibrationProfile> profiles) {
    this.profiles = profiles;
  }

  /**
   * What came of joining.
   *
   * @param profile of the fleet
   * @param notes what was kept apart, and why; for people
   */
  public record Merged(CalibrationProfile profile, List<String> notes) {

    /**
     * Copies the list.
     *
     * @param profile of the fleet
     * @param notes what was kept apart, and why
     */
    public Merged {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Joins profiles, in whatever order. A time is the median of those of the fleet; its error covers
   * the median error and all machines' times. A backend that is there with several versions or
   * kernels is kept apart by them.
   *
   * @param profiles at least one; of one family of processors, one architecture, with the same
   *     features and the same feature version of the JVM
   * @return a profile that holds for the family if the models differ
   * @throws ProfileException if there is none, or two do not belong together; the message says why
   */
  public static Merged merge(List<CalibrationProfile> profiles) {
    if (profiles.isEmpty()) {
      throw new ProfileException("there is no profile to merge; name at least one");
    }
    return new ProfileMerge(
            profiles.stream().sorted(Comparator.comparing(CalibrationProfile::toText)).toList())
        .merge();
  }

  private Merged merge() {
    MachineFacts first = profiles.getFirst().machine();
    profiles.forEach(profile -> requireLike(first, profile.machine()));
    Map<BackendVersion, List<BackendFigures>> backends = new TreeMap<>();
    for (CalibrationProfile profile : profiles) {
      for (BackendFigures figures : profile.backends()) {
        backends.computeIfAbsent(figures.backend(), backend -> new ArrayList<>()).add(figures);
      }
    }
    noteVersions(List.copyOf(backends.keySet()));
    Instant newest =
        profiles.stream().map(CalibrationProfile::date).max(Comparator.naturalOrder()).get();
    try {
      return new Merged(
          new CalibrationProfile(
              newest, machine(), backends.values().stream().map(ProfileMerge::join).toList()),
          notes);
    } catch (IllegalArgumentException e) {
      throw new ProfileException("the merged profile would not be one: " + e.getMessage(), e);
    }
  }

  private static void requireLike(MachineFacts first, MachineFacts other) {
    requireSame("architectures", first.arch(), other.arch());
    requireSame("vendors of processors", first.cpu().vendor(), other.cpu().vendor());
    requireSame("families of processors", first.cpu().family(), other.cpu().family());
    requireSame("features of processors", first.cpu().features(), other.cpu().features());
    requireSame("versions of Java", first.jvmFeature(), other.jvmFeature());
  }

  private static void requireSame(String what, Object one, Object other) {
    if (!one.equals(other)) {
      throw new ProfileException(
          "profiles of different " + what + " are not merged: " + one + " and " + other);
    }
  }

  private void noteVersions(List<BackendVersion> backends) {
    for (int i = 1; i < backends.size(); i++) {
      if (backends.get(i).name().equals(backends.get(i - 1).name())) {
        notes.add("kept apart: " + backends.get(i - 1) + " and " + backends.get(i));
      }
    }
  }

  private MachineFacts machine() {
    MachineFacts first = profiles.getFirst().machine();
    CpuFacts cpu = first.cpu();
    return new MachineFacts(
        new CpuFacts(
            cpu.vendor(),
            cpu.family(),
            common(machine -> machine.cpu().model(), CpuFacts.ANY_MODEL),
            common(machine -> machine.cpu().name(), SEVERAL),
            cpu.features()),
        profiles.stream().mapToInt(profile -> profile.machine().cores()).min().orElseThrow(),
        common(MachineFacts::os, SEVERAL),
        first.arch(),
        common(MachineFacts::jvm, first.jvmFeature()));
  }

  private String common(Function<MachineFacts, String> fact, String otherwise) {
    List<String> distinct =
        profiles.stream().map(profile -> fact.apply(profile.machine())).distinct().toList();
    return distinct.size() == 1 ? distinct.getFirst() : otherwise;
  }

  private static BackendFigures join(List<BackendFigures> fleet) {
    Map<FrameClass, List<Measurement>> all = new TreeMap<>();
    for (BackendFigures machine : fleet) {
      machine
          .figures()
          .forEach(
              (frames, figure) ->
                  all.computeIfAbsent(frames, key -> new ArrayList<>()).add(figure));
    }
    Map<FrameClass, Measurement> joined = new TreeMap<>();
    all.forEach((frames, figures) -> joined.put(frames, joinFigures(figures)));
    return new BackendFigures(fleet.getFirst().backend(), joined);
  }

  private static Measurement joinFigures(List<Measurement> figures) {
    double nanos = median(figures.stream().map(Measurement::nanos).toList());
    double spread =
        figures.stream().mapToDouble(figure -> Math.abs(figure.nanos() - nanos)).max().orElse(0);
    double error = median(figures.stream().map(Measurement::errorNanos).toList());
    double bytes = figures.stream().mapToDouble(Measurement::bytesPerFrame).max().orElse(0);
    return new Measurement(nanos, Math.max(spread, error), bytes);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int upper = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(upper)
        : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
  }
}
