package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Closing while other threads seal and open: each call succeeds completely or is refused, and no
 * frame is ever sealed under a wiped or foreign key.
 */
class ClosingUnderLoadTest {

  private static final int ROUNDS = 12;
  private static final int THREADS = 3;

  /** What a thread seals at most: all together stay within the replay window. */
  private static final int MOST_FRAMES = 10_000;

  /** What is closed. */
  enum What {
    PART,
    SESSION,
    ENGINE
  }

  private final MediaEngine receiving =
      TestEngines.open(TestEngines.OPTIONS.withReplayWindowFrames(65_536));

  @AfterEach
  void close() {
    receiving.close();
  }

  private static void close(What what, FrameSealer part, CallSession session, MediaEngine engine) {
    switch (what) {
      case PART -> part.close();
      case SESSION -> session.close();
      case ENGINE -> engine.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sealing(What what) {
    for (int round = 0; round < ROUNDS; round++) {
      TestBackend backend = new TestBackend();
      MediaEngine engine = TestEngines.open(TestEngines.OPTIONS, backend);
      CallSession callee;
      CallSession caller;
      try (SessionSecret secret = TestEngines.freshSessionSecret()) {
        callee = receiving.openCall(CallRole.CALLEE, secret);
        caller = engine.openCall(CallRole.CALLER, secret);
      }
      FrameSealer sealer = caller.sealer(MediaStream.AUDIO);
      var underWay = new CountDownLatch(THREADS);
      List<List<byte[]>> sealed =
          Together.call(
              THREADS + 1,
              thread -> {
                if (thread == THREADS) {
                  underWay.await();
                  close(what, sealer, caller, engine);
                  return List.of();
                }
                return sealUntilClosed(sealer, thread, underWay);
              });
      for (List<byte[]> mine : sealed) {
        for (byte[] frame : mine) {
          Opened opened = Opened.by(callee.opener(), frame);
          assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
          assertThat(opened.plaintext).isEqualTo(Frames.PAYLOAD);
        }
      }
      engine.close();
      assertThat(backend.keysOpen()).as("keys that were not wiped").isZero();
      callee.close();
    }
  }

  private static List<byte[]> sealUntilClosed(
      FrameSealer sealer, int thread, CountDownLatch underWay) {
    List<byte[]> frames = new ArrayList<>();
    while (true) {
      try {
        if (frames.size() < MOST_FRAMES) {
          frames.add(Frames.seal(sealer));
        } else {
          assertThat(sealer.kid()).isZero();
        }
      } catch (EngineClosedException e) {
        return frames;
      }
      if (frames.size() == 1 + thread) {
        underWay.countDown();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PART", "ENGINE"})
  void opening(What what) {
    for (int round = 0; round < ROUNDS; round++) {
      TestBackend backend = new TestBackend();
      MediaEngine engine = TestEngines.open(TestEngines.OPTIONS, backend);
      FrameOpener opener = engine.newOpener();
      var underWay = new CountDownLatch(THREADS);
      try (BaseKey key = TestEngines.freshBaseKey()) {
        // A KID for each thread, so that no thread outruns the replay window of another.
        List<FrameSealer> sealers = new ArrayList<>();
        for (int kid = 0; kid < THREADS; kid++) {
          opener.addKey(kid, key);
          sealers.add(receiving.newSealer(kid, key));
        }
        Together.run(
            THREADS + 1,
            thread -> {
              if (thread == THREADS) {
                underWay.await();
                if (what == What.PART) {
                  opener.close();
                } else {
                  engine.close();
                }
              } else {
                openUntilClosed(opener, sealers.get(thread), underWay);
              }
            });
      }
      engine.close();
      assertThat(backend.keysOpen()).as("keys that were not wiped").isZero();
    }
  }

  private static void openUntilClosed(
      FrameOpener opener, FrameSealer sealer, CountDownLatch underWay) {
    for (int i = 0; ; i++) {
      byte[] frame = Frames.seal(sealer);
      Opened opened;
      try {
        opened = Opened.by(opener, frame);
      } catch (EngineClosedException e) {
        return;
      }
      if (opened.status == OpenStatus.OPENED) {
        assertThat(opened.plaintext).isEqualTo(Frames.PAYLOAD);
      } else {
        // The key was closed between look-up and claim.
        assertThat(opened.status).isEqualTo(OpenStatus.EPOCH_RETIRED);
      }
      if (i == 2) {
        underWay.countDown();
      }
    }
  }

  @Test
  void whatIsClosedIsOfNoUseAnyMore() {
    MediaEngine engine = TestEngines.open();
    BaseKey key = TestEngines.freshBaseKey();
    SessionSecret secret = TestEngines.freshSessionSecret();
    CallSession session = engine.openCall(CallRole.CALLER, secret);
    FrameSealer sealer = session.sealer(MediaStream.AUDIO);
    FrameOpener opener = engine.newOpener();
    byte[] frame = Frames.seal(sealer);
    engine.close();
    engine.close();
    session.close();
    sealer.close();
    opener.close();
    List<ThrowingCallable> uses =
        List.of(
            () -> engine.newOpener(),
            () -> engine.newSealer(1, key),
            () -> engine.openCall(CallRole.CALLER, secret),
            () -> session.sealer(MediaStream.AUDIO),
            () -> session.sealer(MediaStream.VIDEO),
            session::stageNextEpoch,
            session::activateStagedEpoch,
            sealer::kid,
            () -> Frames.seal(sealer),
            () -> opener.addKey(1, key),
            () -> Opened.by(opener, frame),
            () -> Opened.by(session.opener(), frame));
    for (ThrowingCallable use : uses) {
      assertThatExceptionOfType(EngineClosedException.class).isThrownBy(use);
    }
    session.retireExpiredEpochs();
    sealer.beforeKeyFrame();
  }

  @Test
  void closingOnePartLeavesTheOthers() {
    try (MediaEngine engine = TestEngines.open();
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameSealer one = engine.newSealer(1, key);
      FrameSealer two = engine.newSealer(2, key);
      FrameOpener opener = engine.newOpener();
      opener.addKey(2, key);
      one.close();
      engine.newOpener().close();
      assertThat(Opened.statusBy(opener, Frames.seal(two))).isEqualTo(OpenStatus.OPENED);
    }
  }
}
