package org.ecall.engine.select;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a plan says for one operation and size class.
 *
 * @param frames which frames
 * @param backend that seals or opens them
 * @param figure by which it was chosen; empty where the fixed order decided
 * @param runnerUp that would do it if the chosen one could not; empty if there is none. It has not
 *     been started for that, so it may turn out not to be usable
 * @param runnerUpFigure what is known of its speed
 * @param reason why the chosen one, one clause
 * @param source where the figures are from
 */
public record Selection(
    FrameClass frames,
    String backend,
    Optional<Measurement> figure,
    Optional<String> runnerUp,
    Optional<Measurement> runnerUpFigure,
    String reason,
    String source) {

  /**
   * By how much the runner-up is slower, as a part of the chosen one's time; negative if it is
   * faster within the errors.
   *
   * @return for example 0.25; empty unless both were measured
   */
  public OptionalDouble margin() {
    return figure.isPresent() && runnerUpFigure.isPresent()
        ? OptionalDouble.of(runnerUpFigure.get().nanos() / figure.get().nanos() - 1)
        : OptionalDouble.empty();
  }
}
