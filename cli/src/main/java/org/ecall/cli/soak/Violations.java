package org.ecall.cli.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong: all of it counted, the first few of each kind kept in words, so that the
 * consequences of a fault do not crowd out its cause. Thread-safe.
 */
final class Violations {

  /** What went wrong, from likely causes to likely consequences. */
  enum Kind {
    /** A backend misbehaved. */
    QUARANTINE,
    /** A frame had another answer than it should. */
    ANSWER,
    /** A room could not be opened, rotated or closed. */
    ROOM,
    /** A frame could not be sealed. */
    SEALING,
    /** An opener failed, which is not to refuse a frame. */
    OPENING,
    /** The soak itself came to nothing. */
    SOAK
  }

  private static final int MOST_KEPT_OF_A_KIND = 5;

  private final Map<Kind, List<String>> first = new EnumMap<>(Kind.class);
  private long count;

  synchronized void add(Kind kind, String what) {
    count++;
    List<String> kept = first.computeIfAbsent(kind, none -> new ArrayList<>());
    if (kept.size() < MOST_KEPT_OF_A_KIND) {
      kept.add(what);
    }
  }

  synchronized long count() {
    return count;
  }

  /** The first few of each kind, kind by kind. */
  synchronized List<String> first() {
    return first.values().stream().flatMap(List::stream).toList();
  }
}
