package org.ecall.cli.soak;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * From when a room's keys and engines may be gone, and from when they must be: a moment is noted
 * before what it announces begins, or after it has been done. Times are those of {@link
 * System#nanoTime}; of several for the same only the first counts. Thread-safe.
 */
final class Life {

  private final ConcurrentMap<Long, Long> mayEnd = new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, Long> mustEnd = new ConcurrentHashMap<>();
  private volatile boolean closing;
  private volatile boolean closed;

  /** The keys of a generation can be wiped from some time on. */
  void mayEnd(long generation, long nanos) {
    mayEnd.putIfAbsent(generation, nanos);
  }

  /** The keys of a generation cannot be used from some time on. */
  void mustEnd(long generation, long nanos) {
    mustEnd.putIfAbsent(generation, nanos);
  }

  boolean mayBeOver(long generation, long nanos) {
    return isPast(mayEnd.get(generation), nanos);
  }

  boolean mustBeOver(long generation, long nanos) {
    return isPast(mustEnd.get(generation), nanos);
  }

  private static boolean isPast(@Nullable Long end, long nanos) {
    return end != null && nanos - end >= 0;
  }

  /** All is about to be closed. */
  void beginClosing() {
    closing = true;
  }

  /** All has been closed. */
  void endClosing() {
    closed = true;
  }

  boolean closing() {
    return closing;
  }

  boolean closed() {
    return closed;
  }
}
