package org.ecall.cli.soak;

import java.util.ArrayList;
import java.util.List;
import org.ecall.cli.call.SessionSecrets;
import org.ecall.cli.network.Side;
import org.ecall.engine.CallSession;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.key.SessionSecret;

/** A two-party call whose epochs follow each other quickly. */
final class CallRoom extends Room {

  private final long graceNanos;
  private final List<CallSession> sessions = new ArrayList<>();
  private final List<FrameSealer> sealers = new ArrayList<>();

  CallRoom(
      long number, int streams, Engines.Pair engines, long graceNanos, Life life, Judge judge) {
    super(number, streams, engines, life, judge);
    this.graceNanos = graceNanos;
    List<SessionSecret> secrets = SessionSecrets.fresh();
    for (Side side : Side.values()) {
      sessions.add(engines.of(side).openCall(side.role(), secrets.get(side.index())));
    }
    secrets.forEach(SessionSecret::close);
    for (int stream = 0; stream < streams; stream++) {
      FrameSealer sealer = session(Streams.sender(stream)).sealer(Streams.kind(stream));
      if (Streams.isVideo(stream)) {
        sealer.switchEpochsOnKeyFrames();
      }
      sealers.add(sealer);
    }
  }

  private CallSession session(Side side) {
    return sessions.get(side.index());
  }

  @Override
  FrameSealer sealer(int stream) {
    return sealers.get(stream);
  }

  @Override
  FrameOpener opener(Side side) {
    return session(side).opener();
  }

  @Override
  void rotate() {
    long current = session(Side.CALLER).newestEpoch();
    sessions.forEach(CallSession::stageNextEpoch);
    // PROTOCOL §5: by now the grace period of what came before the current epoch has begun, and
    // that of the current one begins with the first frame of the next.
    life().mustEnd(current - 1, System.nanoTime() + graceNanos);
    life().mayEnd(current, System.nanoTime() + graceNanos);
    sessions.forEach(CallSession::activateStagedEpoch);
    sessions.forEach(CallSession::retireExpiredEpochs);
  }

  /** Every other room leaves it to the engine. */
  @Override
  void closeParts() {
    if (number() % 2 == 0) {
      sessions.forEach(CallSession::close);
    }
  }
}
