package org.ecall.engine;

import java.time.Duration;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.SessionSecret;

/** Both sides of a call, each with an engine of its own, on one clock that the test moves. */
final class CallPair implements AutoCloseable {

  static final Duration GRACE = Duration.ofSeconds(10);

  final ManualClock clock = new ManualClock();
  final RecordedEvents callerEvents = new RecordedEvents();
  final RecordedEvents calleeEvents = new RecordedEvents();
  final TestBackend callerBackend = new TestBackend();
  final TestBackend calleeBackend = new TestBackend();
  final CallSession caller;
  final CallSession callee;
  private final MediaEngine callerEngine;
  private final MediaEngine calleeEngine;

  CallPair() {
    this(TestEngines.OPTIONS);
  }

  CallPair(EngineOptions options) {
    EngineOptions common = options.withNanoClock(clock);
    callerEngine = TestEngines.open(common.withListener(callerEvents), callerBackend);
    calleeEngine = TestEngines.open(common.withListener(calleeEvents), calleeBackend);
    try (SessionSecret secret = TestEngines.freshSessionSecret()) {
      caller = callerEngine.openCall(CallRole.CALLER, secret);
      callee = calleeEngine.openCall(CallRole.CALLEE, secret);
    }
  }

  /** Both sides stage the next epoch. */
  void stage() {
    caller.stageNextEpoch();
    callee.stageNextEpoch();
  }

  /** Both sides stage the next epoch and activate it. */
  void rotate() {
    stage();
    caller.activateStagedEpoch();
    callee.activateStagedEpoch();
  }

  @Override
  public void close() {
    callerEngine.close();
    calleeEngine.close();
  }
}
