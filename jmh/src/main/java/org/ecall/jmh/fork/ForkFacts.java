package org.ecall.jmh.fork;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ecall.jmh.result.Facts;
import org.jspecify.annotations.Nullable;

/** What this process has found out about itself; printed once, and stored by a profiler. */
public final class ForkFacts {

  /** System property: print nothing, for whoever runs this reads it from the results. */
  static final String QUIET = "ecall.benchmarks.quiet";

  private static volatile @Nullable Facts using;

  private ForkFacts() {}

  /**
   * Tells what is measured.
   *
   * @param values such as backend, version and kernel
   * @throws IllegalStateException if something else was told before: a fork measures one thing
   */
  public static synchronized void using(Map<String, String> values) {
    Facts told = new Facts(Facts.USING, new LinkedHashMap<>(values));
    if (using != null && !told.equals(using)) {
      throw new IllegalStateException(
          "this process measures " + using.values() + " already, not " + told.values());
    }
    if (using == null && !Boolean.getBoolean(QUIET)) {
      // The line is the harness's own until then: it prints how far it is.
      System.out.println();
      System.out.println("# Using: " + values);
      System.out.println("# Machine: " + Machine.FACTS.values());
    }
    using = told;
  }

  /** What was told; empty for benchmarks of what is no cipher. */
  static Optional<Facts> using() {
    return Optional.ofNullable(using);
  }
}
