package org.ecall.engine.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a profile that make sense: those whose error leaves something to go by, of
 * backends whose figures for neighbouring sizes do not contradict each other. Which of two
 * contradicting figures is wrong cannot be told, so none of that backend and operation is used
 * then.
 */
final class UsableFigures {

  /** A longer frame does not take this much less time than a shorter one. */
  private static final double MAX_SHRINKING = 2;

  /** Nor does its time grow this much more than its size. */
  private static final double MAX_GROWING = 4;

  private final Map<String, List<BackendFigures>> byName = new TreeMap<>();
  private final List<PassedOver> passedOver = new ArrayList<>();

  UsableFigures(Optional<CalibrationProfile> profile) {
    profile.map(CalibrationProfile::backends).orElse(List.of()).forEach(this::add);
  }

  private void add(BackendFigures all) {
    Map<FrameClass, Measurement> usable = new HashMap<>();
    for (Operation operation : Operation.values()) {
      String contradiction = contradiction(operation, all.figures());
      if (contradiction != null) {
        passOver(operation.label() + " of " + all.backend(), contradiction);
        continue;
      }
      all.figures()
          .forEach(
              (frames, figure) -> {
                if (frames.operation() == operation) {
                  addIfUsable(all.backend(), frames, figure, usable);
                }
              });
    }
    if (!usable.isEmpty()) {
      byName
          .computeIfAbsent(all.backend().name(), name -> new ArrayList<>())
          .add(new BackendFigures(all.backend(), usable));
    }
  }

  private void addIfUsable(
      BackendVersion backend,
      FrameClass frames,
      Measurement figure,
      Map<FrameClass, Measurement> usable) {
    if (Estimate.isUsable(figure)) {
      usable.put(frames, figure);
    } else {
      passOver(
          frames.operation().label() + " " + frames.size().sizeBytes() + " of " + backend,
          "the error of " + figure.errorNanos() + " ns is too large a part of the time");
    }
  }

  private static @Nullable String contradiction(
      Operation operation, Map<FrameClass, Measurement> figures) {
    SizeClass shorter = null;
    Measurement before = null;
    for (SizeClass size : SizeClass.values()) {
      Measurement figure = figures.get(new FrameClass(operation, size));
      if (figure != null && before != null && shorter != null) {
        double growth = figure.nanos() / before.nanos();
        double sizes = (double) size.sizeBytes() / shorter.sizeBytes();
        if (growth * MAX_SHRINKING < 1 || growth > sizes * MAX_GROWING) {
          return "the times for "
              + shorter.sizeBytes()
              + " and "
              + size.sizeBytes()
              + " bytes contradict each other";
        }
      }
      if (figure != null) {
        shorter = size;
        before = figure;
      }
    }
    return null;
  }

  private void passOver(String what, String reason) {
    passedOver.add(new PassedOver(PassedOver.Kind.FIGURES, what, reason));
  }

  /** What was not taken up. */
  List<PassedOver> passedOver() {
    return passedOver;
  }

  /** All versions and kernels of a backend. */
  List<BackendFigures> of(String backend) {
    return byName.getOrDefault(backend, List.of());
  }
}
