package org.ecall.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.event.EventSink;

/**
 * Counts the frames of a KID that did not authenticate, and tells of too many, once for each limit
 * (PROTOCOL §4). It never disables the key.
 */
final class FailedOpens {

  private final long kid;
  private final OpenLimits limits;
  private final EventSink events;
  private final AtomicBoolean alarmRaised = new AtomicBoolean();
  private final AtomicBoolean rekeyDemanded = new AtomicBoolean();

  /** Written by who has claimed the key; an atomic one would cost a forged frame more than that. */
  private long count;

  FailedOpens(long kid, OpenLimits limits, EventSink events) {
    this.kid = kid;
    this.limits = limits;
    this.events = events;
  }

  /** Counts a frame; for who has claimed the key. */
  void count() {
    count++;
  }

  /** How many there are; more than there were if another thread has claimed the key since. */
  long counted() {
    return count;
  }

  /**
   * Tells of too many, if they are. Not to be called while a key is claimed: a listener may close
   * that very key.
   */
  void tell(long failures) {
    if (failures >= limits.alarmFailures() && alarmRaised.compareAndSet(false, true)) {
      events.accept(new EngineEvent.AuthenticationAlarm(kid, failures));
    }
    if (failures >= limits.rekeyFailures() && rekeyDemanded.compareAndSet(false, true)) {
      events.accept(new EngineEvent.RekeyDemanded(kid, failures));
    }
  }
}
