package org.ecall.cli.conform;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** What became of the tests of one file on one backend. */
final class Tally {

  /**
   * A test that failed.
   *
   * @param test its name
   * @param why what differed
   */
  record Failure(String test, String why) {}

  private int passed;
  private final List<Failure> failures = new ArrayList<>();

  /** Shorter reasons first: they differ in the number of bits that they name. */
  private final SortedMap<String, Integer> skipped =
      new TreeMap<>(comparingInt(String::length).thenComparing(naturalOrder()));

  /** Runs all tests; {@code onTest} is told the number of each before it begins. */
  static Tally run(VectorFile file, Target target, IntConsumer onTest) {
    Tally tally = new Tally();
    for (int i = 0; i < file.tests().size(); i++) {
      onTest.accept(i);
      tally.run(file.tests().get(i), target);
    }
    return tally;
  }

  private void run(VectorTest test, Target target) {
    Outcome outcome;
    try {
      outcome = test.run(target);
    } catch (RuntimeException e) {
      outcome = new Outcome.Failed("ended with " + e);
    }
    switch (outcome) {
      case Outcome.Passed _ -> passed++;
      case Outcome.Failed(String why) -> failures.add(new Failure(test.name(), why));
      case Outcome.Skipped(String reason) -> skipped.merge(reason, 1, Integer::sum);
    }
  }

  int passed() {
    return passed;
  }

  List<Failure> failures() {
    return Collections.unmodifiableList(failures);
  }

  /** How many were skipped, by reason. */
  SortedMap<String, Integer> skipped() {
    return Collections.unmodifiableSortedMap(skipped);
  }

  int skippedCount() {
    return skipped.values().stream().mapToInt(Integer::intValue).sum();
  }
}
