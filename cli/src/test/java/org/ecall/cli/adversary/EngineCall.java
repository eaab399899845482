package org.ecall.cli.adversary;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.CallSession;
import org.ecall.engine.EngineException;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;

/** A call whose sides use the engine. */
final class EngineCall implements Call {

  private final byte[] secret = Bytes.random(SessionSecret.SECRET_SIZE_BYTES);
  private byte[] context = Bytes.random(SessionSecret.CONTEXT_SIZE_BYTES);
  private final AtomicLong clock = new AtomicLong();
  private final CountingBackend backend;
  private final MediaEngine engine;
  private final Map<CallRole, CallSession> sessions = new EnumMap<>(CallRole.class);
  private final Map<CallRole, Receiver> receivers = new EnumMap<>(CallRole.class);

  EngineCall(String backendName) {
    backend = new CountingBackend(backendName);
    EngineOptions options =
        EngineOptions.defaults()
            .withBackend(backendName)
            .withGracePeriod(GRACE)
            .withNanoClock(clock::get);
    engine = MediaEngine.open(options, backend.catalog());
    restore();
  }

  @Override
  public byte[] seal(CallRole from, MediaStream stream, byte[] payload) {
    try {
      return EngineRoom.seal(session(from).sealer(stream), payload);
    } catch (EngineException e) {
      throw new RefusedException(e);
    }
  }

  @Override
  public Receiver receiver(CallRole at) {
    return receivers.computeIfAbsent(
        at, role -> new EngineReceiver(session(role).opener(), backend));
  }

  private CallSession session(CallRole role) {
    return sessions.computeIfAbsent(
        role,
        missing -> {
          try (SessionSecret shared = SessionSecret.copyOf(secret, context)) {
            return engine.openCall(missing, shared);
          }
        });
  }

  @Override
  public void stage() {
    sessions.values().forEach(CallSession::stageNextEpoch);
  }

  @Override
  public void activate() {
    sessions.values().forEach(CallSession::activateStagedEpoch);
  }

  @Override
  public void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Override
  public void callAgain() {
    context = Bytes.random(SessionSecret.CONTEXT_SIZE_BYTES);
    restore();
  }

  @Override
  public void restore() {
    sessions.values().forEach(CallSession::close);
    sessions.clear();
    receivers.clear();
    for (CallRole role : CallRole.values()) {
      session(role);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
