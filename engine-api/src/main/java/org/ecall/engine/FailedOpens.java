package org.ecall.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.event.EventSink;

/**
 * Counts the frames of a KID that did not authenticate, and tells of too many, once for each limit
 * (PROTOCOL §4). It never disables the key. Thread-safe.
 */
final class FailedOpens {

  private final long kid;
  private final OpenLimits limits;
  private final EventSink events;
  private final AtomicLong count = new AtomicLong();
  private final AtomicBoolean alarmRaised = new AtomicBoolean();
  private final AtomicBoolean rekeyDemanded = new AtomicBoolean();

  FailedOpens(long kid, OpenLimits limits, EventSink events) {
    this.kid = kid;
    this.limits = limits;
    this.events = events;
  }

  /**
   * Counts a frame. Not to be called while a key is claimed: a listener may close that very key.
   */
  void add() {
    long failures = count.incrementAndGet();
    if (failures >= limits.alarmFailures() && alarmRaised.compareAndSet(false, true)) {
      events.accept(new EngineEvent.AuthenticationAlarm(kid, failures));
    }
    if (failures >= limits.rekeyFailures() && rekeyDemanded.compareAndSet(false, true)) {
      events.accept(new EngineEvent.RekeyDemanded(kid, failures));
    }
  }
}
