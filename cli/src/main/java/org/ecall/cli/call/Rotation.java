package org.ecall.cli.call;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecall.engine.CallSession;

/**
 * Rotates the keys of both sides as their signalling would: all stage the next epoch, and only then
 * does each activate it. Thread-safe.
 */
final class Rotation {

  private final List<CallSession> sessions;
  private final CallClock clock;
  private final long everyNanos;
  private long rotations;

  /**
   * Creates a rotation.
   *
   * @param everySeconds time between two rotations, or 0 for none
   */
  Rotation(List<CallSession> sessions, CallClock clock, double everySeconds) {
    this.sessions = sessions;
    this.clock = clock;
    everyNanos = (long) (everySeconds * TimeUnit.SECONDS.toNanos(1));
  }

  /** Rotates if it is time to. */
  synchronized void rotateIfDue() {
    if (everyNanos > 0 && clock.nanos() >= (rotations + 1) * everyNanos) {
      sessions.forEach(CallSession::stageNextEpoch);
      sessions.forEach(CallSession::activateStagedEpoch);
      rotations++;
    }
  }

  /** How often the keys were rotated. */
  synchronized long rotations() {
    return rotations;
  }
}
