package org.ecall.cli.soak;

import java.util.ArrayList;
import java.util.List;

/** What went wrong: all of it counted, the first few kept in words. Thread-safe. */
final class Violations {

  private static final int MOST_KEPT = 10;

  private final List<String> first = new ArrayList<>();
  private long count;

  synchronized void add(String what) {
    count++;
    if (first.size() < MOST_KEPT) {
      first.add(what);
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized List<String> first() {
    return List.copyOf(first);
  }
}
