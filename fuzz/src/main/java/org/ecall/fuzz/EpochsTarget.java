package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.ecall.engine.CallSession;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.SealLimitException;
import org.ecall.engine.SealLimits;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;

/**
 * One side of a call, its epochs, grace periods, limits and replay windows, as a sequence of what
 * it does and receives, against the models of both directions.
 */
public final class EpochsTarget {

  private static final int WINDOW_FRAMES = 64;
  private static final long GRACE_NANOS = 1000;
  private static final int MAX_FRAMES = 4;
  private static final int MAX_STEPS = 60;
  private static final MediaStream[] STREAMS = MediaStream.values();

  private static long now;
  private static long calls;

  private static final MediaEngine ENGINE =
      MediaEngine.open(
          EngineOptions.defaults()
              .withReplayWindowFrames(WINDOW_FRAMES)
              .withGracePeriod(Duration.ofNanos(GRACE_NANOS))
              .withSealLimits(new SealLimits(1L << 35, 1L << 36, MAX_FRAMES))
              .withNanoClock(() -> now));

  private EpochsTarget() {}

  /** One call. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    // A clock may begin anywhere and wrap.
    now = data.consumeBoolean() ? 0 : Long.MAX_VALUE - data.consumeInt(0, 5000);
    // A key seals once in a process, so each call has a context of its own.
    byte[] context = ByteBuffer.allocate(64).putLong(calls++).array();
    try (SessionSecret secret = SessionSecret.copyOf(new byte[32], context);
        CallSession session = ENGINE.openCall(CallRole.CALLER, secret);
        PeerOfCall peer = new PeerOfCall(secret)) {
      new Run(data, session, peer).go();
    }
  }

  private static final class Run {
    private final FuzzedDataProvider data;
    private final CallSession session;
    private final PeerOfCall peer;
    private final EpochModel model = new EpochModel(WINDOW_FRAMES, GRACE_NANOS);
    private final SealingModel sealing = new SealingModel();
    private final OpenResult result = new OpenResult();
    private final byte[] frame = new byte[FrameSealer.MAX_OVERHEAD_BYTES];

    Run(FuzzedDataProvider data, CallSession session, PeerOfCall peer) {
      this.data = data;
      this.session = session;
      this.peer = peer;
    }

    void go() {
      for (int i = 0; i < MAX_STEPS && data.remainingBytes() > 0; i++) {
        step();
        Oracle.require(session.newestEpoch() == model.newestEpoch(), "the newest epoch");
      }
    }

    private void step() {
      MediaStream stream = STREAMS[data.consumeInt(0, STREAMS.length - 1)];
      switch (data.consumeInt(0, 9)) {
        case 0 -> stage();
        case 1 -> activate();
        case 2 -> now += data.consumeInt(0, 1500);
        case 3 -> session.retireExpiredEpochs();
        case 4 -> {
          session.sealer(stream).switchEpochsOnKeyFrames();
          sealing.switchOnKeyFrames(stream);
        }
        case 5 -> {
          session.sealer(stream).beforeKeyFrame();
          sealing.keyFrame(stream);
        }
        case 6 -> seal(stream);
        default -> receive(stream);
      }
    }

    private void stage() {
      try {
        session.stageNextEpoch();
        Oracle.require(!sealing.staged(), "one epoch is staged at a time");
        sealing.stage();
        model.stage(now);
      } catch (IllegalStateException e) {
        Oracle.require(sealing.staged(), "an epoch can be staged");
      }
    }

    private void activate() {
      try {
        session.activateStagedEpoch();
        Oracle.require(sealing.staged(), "what is not staged is not activated");
        sealing.activate();
      } catch (IllegalStateException e) {
        Oracle.require(!sealing.staged(), "what is staged can be activated");
      }
    }

    private void seal(MediaStream stream) {
      long expected = sealing.nextCounter(stream, MAX_FRAMES);
      try {
        int size = session.sealer(stream).seal(new byte[0], 0, 0, frame, 0);
        FrameHeader header = FrameHeader.parse(frame).orElseThrow();
        Oracle.require(expected >= 0, "what is beyond the limit is refused");
        Oracle.require(header.ctr() == expected, "each counter once, from 0");
        Oracle.require(
            header.kid() == ((sealing.epoch(stream) << 3) | ((long) stream.number() << 1)),
            "the KID of " + stream + " in epoch " + sealing.epoch(stream));
        // It comes back.
        FrameOpener opener = session.opener();
        opener.open(frame, 0, size, new byte[size], 0, result);
        Oracle.require(
            result.status() == org.ecall.engine.OpenStatus.OWN_DIRECTION, "reflected: " + result);
      } catch (SealLimitException e) {
        Oracle.require(expected < 0, "what is within the limit is sealed");
      }
    }

    private void receive(MediaStream stream) {
      long epoch = Math.max(0, model.newestEpoch() + data.consumeInt(-3, 1));
      long ctr = data.consumeBoolean() ? data.consumeInt(0, 3 * WINDOW_FRAMES) : data.consumeLong();
      byte[] sealed = peer.seal(epoch, stream, ctr);
      boolean forged = data.consumeInt(0, 3) == 0;
      if (forged) {
        sealed[sealed.length - 1] ^= 1;
      }
      session.opener().open(sealed, 0, sealed.length, new byte[sealed.length], 0, result);
      var expected = model.receive(epoch, stream, ctr, now, forged);
      Oracle.require(
          result.status() == expected,
          stream
              + " "
              + Long.toUnsignedString(ctr)
              + " of epoch "
              + epoch
              + " of "
              + model.newestEpoch()
              + (forged ? ", forged," : "")
              + " is "
              + expected
              + ", not "
              + result.status());
    }
  }
}
