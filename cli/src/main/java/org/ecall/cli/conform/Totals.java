package org.ecall.cli.conform;

/** Sums over all files and backends. */
final class Totals {

  private int passed;
  private int failed;
  private int skipped;
  private int troubles;

  void add(Tally tally) {
    passed += tally.passed();
    failed += tally.failures().size();
    skipped += tally.skippedCount();
  }

  /** Counts what makes the run fail although no test did: a broken file, a refused backend. */
  void addTrouble() {
    troubles++;
  }

  int passed() {
    return passed;
  }

  int failed() {
    return failed;
  }

  int skipped() {
    return skipped;
  }

  /** Whether at least one test ran and nothing whatever went wrong. */
  boolean fine() {
    return passed > 0 && failed == 0 && troubles == 0;
  }
}
