package org.ecall.jmh.bench;

import java.time.Duration;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long a part is measured in a round. Rounds are short, and there are several, so that a
 * machine that others use too disturbs all parts alike.
 *
 * @param warmups iterations that do not count
 * @param warmupMillis length of one
 * @param iterations that count
 * @param iterationMillis length of one
 */
public record Effort(int warmups, int warmupMillis, int iterations, int iterationMillis) {

  /** For a first look. */
  public static final Effort QUICK = new Effort(3, 250, 5, 60);

  /** For results to keep. */
  public static final Effort FULL = new Effort(3, 300, 5, 100);

  /** How much longer it warms up what takes a second or two to be compiled. */
  private static final int SLOW_TIMES = 3;

  /** Starting a process, setting up, and JMH's own work, roughly. */
  private static final int OVERHEAD_MILLIS = 900;

  /** Sets JMH's options for a part. */
  void applyTo(ChainedOptionsBuilder options, Part part) {
    options
        .forks(1)
        .warmupIterations(part.compilesSlowly() ? SLOW_TIMES * warmups : warmups)
        .warmupTime(TimeValue.milliseconds(warmupMillis))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.milliseconds(iterationMillis));
  }

  /**
   * How long so many parts take in a round, roughly.
   *
   * @param parts how many
   * @return an estimate
   */
  public Duration estimate(int parts) {
    long each =
        OVERHEAD_MILLIS + (long) warmups * warmupMillis + (long) iterations * iterationMillis;
    return Duration.ofMillis(each * parts);
  }
}
