package org.ecall.cli.conform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.CallSession;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.SessionSecret;

/**
 * Frames that arrive at one side of a call while its epochs and the time go on (PROTOCOL §5, §6).
 * The session only receives, so that a secret that is published can be used again and again.
 */
record ScenarioTest(
    String name,
    CallInputs call,
    CallRole role,
    int windowFrames,
    int graceMillis,
    List<ScenarioStep> steps)
    implements VectorTest {

  /** A clock may start anywhere, and this one wraps in the first advance of a second. */
  private static final long CLOCK_START = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

  @Override
  public Outcome run(Target target) {
    AtomicLong clock = new AtomicLong(CLOCK_START);
    EngineOptions options =
        EngineOptions.defaults()
            .withSuite(call.suite())
            .withReplayWindowFrames(windowFrames)
            .withGracePeriod(Duration.ofMillis(graceMillis))
            .withNanoClock(clock::get);
    try (MediaEngine engine = target.openEngine(options);
        SessionSecret secret = call.sessionSecret();
        CallSession session = engine.openCall(role, secret)) {
      for (int i = 0; i < steps.size(); i++) {
        Outcome outcome = run(steps.get(i), session, clock);
        if (outcome instanceof Outcome.Failed(String why)) {
          return new Outcome.Failed("step " + i + ": " + why);
        }
      }
    }
    return new Outcome.Passed();
  }

  private static Outcome run(ScenarioStep step, CallSession session, AtomicLong clock) {
    Checks checks = new Checks();
    switch (step) {
      case ScenarioStep.Stage _ -> session.stageNextEpoch();
      case ScenarioStep.Activate _ -> session.activateStagedEpoch();
      case ScenarioStep.Advance(int milliseconds) ->
          clock.addAndGet(Duration.ofMillis(milliseconds).toNanos());
      case ScenarioStep.Open open -> {
        Opening opening = Opening.of(session.opener(), open.frame(), open.metadata());
        if (open.status() == OpenStatus.OPENED) {
          opening.checkOpened(open.payload(), checks);
        } else {
          opening.checkRefused(open.status(), checks);
        }
        return switch (checks.outcome()) {
          case Outcome.Failed(String why) -> new Outcome.Failed(open.note() + ": " + why);
          case Outcome other -> other;
        };
      }
    }
    return checks.outcome();
  }
}
