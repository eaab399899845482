package org.ecall.jmh.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.ecall.engine.select.BackendFigures;
import org.ecall.engine.select.BackendVersion;
import org.ecall.engine.select.CalibrationProfile;
import org.ecall.engine.select.FrameClass;
import org.ecall.engine.select.Measurement;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SizeClass;
import org.ecall.jmh.result.BenchmarkCase;
import org.ecall.jmh.result.Facts;
import org.ecall.jmh.result.MachineText;
import org.ecall.jmh.result.ResultFile;
import org.ecall.jmh.result.ResultFormatException;
import org.ecall.jmh.result.Samples;

/**
 * Makes a calibration profile of what a result says about bare ciphers on one thread. A figure has
 * to be of code that was warmed up, and of more than one process: what a compiler makes of the code
 * differs from one to the next, and a few cold iterations say nothing at all.
 */
public final class ProfileMaker {

  /** The benchmark that a profile is made of. */
  public static final String BENCHMARK = "CipherBenchmark";

  /** Iterations of each process before those that count. */
  static final int MIN_WARMUPS = 2;

  /** Processes of each figure. */
  static final int MIN_FORKS = 2;

  private static final String SUBJECT = "subject";

  private final ResultFile result;
  private final Map<BackendVersion, Map<FrameClass, Measurement>> figures = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * What came of it.
   *
   * @param profile of the machine
   * @param notes what was left out, and why; for people
   */
  public record Made(CalibrationProfile profile, List<String> notes) {

    /** Copies the list. */
    public Made {
      notes = List.copyOf(notes);
    }
  }

  private ProfileMaker(ResultFile result) {
    this.result = result;
  }

  /**
   * Makes a profile.
   *
   * @param result with facts of its machine and of what each fork resolved
   * @return the profile
   * @throws ResultFormatException if there is nothing in the result to make one of
   */
  public static Made make(ResultFile result) throws ResultFormatException {
    return new ProfileMaker(result).make();
  }

  private Made make() throws ResultFormatException {
    Facts machine =
        result
            .machine()
            .orElseThrow(
                () ->
                    new ResultFormatException(
                        result.name()
                            + " does not tell on which machine it was measured; 'ecall bench' and"
                            + " the jar of benchmarks store that"));
    for (org.ecall.jmh.result.Measurement measurement : result.measurements()) {
      frames(measurement.benchmarkCase()).ifPresent(frames -> add(frames, measurement));
    }
    if (figures.isEmpty()) {
      throw new ResultFormatException(
          result.name()
              + " has no figures of backends that a profile can be made of"
              + (notes.isEmpty() ? "; it takes " + BENCHMARK : ": " + String.join("; ", notes)));
    }
    try {
      return new Made(
          new CalibrationProfile(
              result.written(),
              MachineText.parse(machine),
              figures.entrySet().stream()
                  .map(backend -> new BackendFigures(backend.getKey(), backend.getValue()))
                  .toList()),
          notes);
    } catch (IllegalArgumentException e) {
      throw new ResultFormatException(
          result.name() + " makes no calibration profile: " + e.getMessage(), e);
    }
  }

  /** Which frames a case is about; empty if it is no figure for a profile. */
  private static Optional<FrameClass> frames(BenchmarkCase measured) {
    if (!measured.className().equals(BENCHMARK)
        || measured.threads() != 1
        || measured.sizeBytes().isEmpty()) {
      return Optional.empty();
    }
    return FrameClass.all().stream()
        .filter(frames -> frames.operation().label().equals(measured.method()))
        .filter(frames -> frames.size().sizeBytes() == measured.sizeBytes().getAsInt())
        .findFirst();
  }

  private void add(FrameClass frames, org.ecall.jmh.result.Measurement measurement) {
    String name = measurement.fact(Facts.USING, "backend").orElse("");
    if (name.isEmpty()) {
      return;
    }
    String doubt = doubt(measurement);
    if (!doubt.isEmpty()) {
      notes.add("left out: " + measurement.benchmarkCase() + ", " + doubt);
      return;
    }
    try {
      BackendVersion backend =
          new BackendVersion(
              name,
              measurement.fact(Facts.USING, "version").orElse(""),
              measurement.fact(Facts.USING, "kernel").orElse(""));
      Measurement figure =
          new Measurement(
              measurement.nanos().median(),
              measurement.nanos().error(),
              measurement.allocatedBytes().orElse(0));
      Map<FrameClass, Measurement> of = figures.computeIfAbsent(backend, key -> new TreeMap<>());
      // A kernel that was asked for is the same as one that was chosen.
      boolean asked = !measurement.benchmarkCase().param(SUBJECT).orElse(name).equals(name);
      if (!asked || !of.containsKey(frames)) {
        of.put(frames, figure);
      }
    } catch (IllegalArgumentException e) {
      notes.add("left out: " + measurement.benchmarkCase() + ", " + e.getMessage());
    }
  }

  private static String doubt(org.ecall.jmh.result.Measurement measurement) {
    Samples nanos = measurement.nanos();
    OptionalDouble allocated = measurement.allocatedBytes();
    if (measurement.warmupIterations() < MIN_WARMUPS) {
      return "warmed up by %d iterations, at least %d have to be"
          .formatted(measurement.warmupIterations(), MIN_WARMUPS);
    }
    if (nanos.forks() < MIN_FORKS || nanos.count() < Samples.MIN_FOR_ERROR) {
      return String.format(
          Locale.ROOT,
          "measured by %d processes in %d iterations, at least %d and %d have to be",
          nanos.forks(),
          nanos.count(),
          MIN_FORKS,
          Samples.MIN_FOR_ERROR);
    }
    return allocated.isEmpty() ? "measured without JMH's profiler gc" : "";
  }

  /** The sizes that profiles have figures for. */
  static List<Integer> sizes() {
    return Arrays.stream(SizeClass.values()).map(SizeClass::sizeBytes).toList();
  }

  /** The operations that profiles have figures for, as methods of the benchmark. */
  static List<String> methods() {
    return Arrays.stream(Operation.values()).map(Operation::label).toList();
  }
}
