package org.ecall.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecall.cli.network.Side;
import org.ecall.engine.CallSession;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fresh secrets and their rotation, on both sides of a call. */
class RotationTest {

  private final MediaEngine engine = MediaEngine.open(EngineOptions.defaults().withBackend("jdk"));
  private final CallClock clock = new CallClock.MediaTime();
  private final List<CallSession> sessions = sessions(SessionSecrets.fresh());

  private List<CallSession> sessions(List<SessionSecret> secrets) {
    List<CallSession> opened = new ArrayList<>();
    for (Side side : Side.values()) {
      try (SessionSecret secret = secrets.get(side.index())) {
        opened.add(engine.openCall(side.role(), secret));
      }
    }
    return opened;
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void at(double seconds) throws InterruptedException {
    clock.finished(Side.CALLEE);
    clock.awaitTurn(Side.CALLER, (long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }

  private byte[] seal(Side side) {
    FrameSealer sealer = sessions.get(side.index()).sealer(MediaStream.AUDIO);
    byte[] sealed = new byte[5 + FrameSealer.MAX_OVERHEAD_BYTES];
    int size = sealer.seal(new byte[5], 0, 5, sealed, 0);
    return Arrays.copyOf(sealed, size);
  }

  private OpenStatus open(CallSession session, byte[] sealed) {
    return session.opener().open(sealed, 0, sealed.length, new byte[99], 0, new byte[0], result());
  }

  private static OpenResult result() {
    return new OpenResult();
  }

  private void assertBothWaysOpen() {
    for (Side side : Side.values()) {
      byte[] sealed = seal(side);
      assertThat(open(sessions.get(side.other().index()), sealed)).isEqualTo(OpenStatus.OPENED);
      assertThat(open(sessions.get(side.index()), sealed)).isEqualTo(OpenStatus.OWN_DIRECTION);
    }
  }

  @Test
  void bothSidesHaveTheSameSecret() {
    assertBothWaysOpen();
  }

  @Test
  void everyCallHasItsOwnSecret() {
    byte[] sealed = seal(Side.CALLER);
    CallSession otherCallee = sessions(SessionSecrets.fresh()).get(Side.CALLEE.index());
    assertThat(open(otherCallee, sealed)).isEqualTo(OpenStatus.NOT_AUTHENTIC);
  }

  @Test
  void secretsDoNotPrint() {
    List<SessionSecret> secrets = SessionSecrets.fresh();
    assertThat(secrets.getFirst().toString()).doesNotContainPattern("[0-9a-fA-F]{16}");
    secrets.forEach(SessionSecret::close);
  }

  @Test
  void zeroNeverRotates() throws InterruptedException {
    Rotation rotation = new Rotation(sessions, clock, 0);
    at(100_000);
    rotation.rotateIfDue();
    assertThat(rotation.rotations()).isZero();
    assertThat(sessions).allMatch(session -> session.newestEpoch() == 0);
  }

  @Test
  void rotatesBothSidesWhenItIsTime() throws InterruptedException {
    Rotation rotation = new Rotation(sessions, clock, 2);
    at(1.999);
    rotation.rotateIfDue();
    assertThat(rotation.rotations()).isZero();
    at(2);
    rotation.rotateIfDue();
    rotation.rotateIfDue();
    assertThat(rotation.rotations()).isEqualTo(1);
    assertThat(sessions).allMatch(session -> session.newestEpoch() == 1);
    assertBothWaysOpen();
  }

  @Test
  void frameUnderWayDuringARotationOpens() throws InterruptedException {
    Rotation rotation = new Rotation(sessions, clock, 0.1);
    byte[] underWay = seal(Side.CALLEE);
    at(0.1);
    rotation.rotateIfDue();
    assertBothWaysOpen();
    assertThat(open(sessions.get(Side.CALLER.index()), underWay)).isEqualTo(OpenStatus.OPENED);
  }

  /** Frames may be rarer than rotations; then each frame is one rotation further. */
  @Test
  void rotationsThatWereMissedComeOneAtATime() throws InterruptedException {
    Rotation rotation = new Rotation(sessions, clock, 0.1);
    at(1);
    for (int i = 1; i <= 20; i++) {
      rotation.rotateIfDue();
      assertThat(rotation.rotations()).isEqualTo(Math.min(i, 10));
      assertBothWaysOpen();
    }
    assertThat(sessions).allMatch(session -> session.newestEpoch() == 10);
  }

  /** Key frames rarer than rotations: video lags by one epoch at most, and nothing is lost. */
  @Test
  void videoWithoutKeyFramesStillOpens() throws InterruptedException {
    Rotation rotation = new Rotation(sessions, clock, 1);
    FrameSealer video = sessions.getFirst().sealer(MediaStream.VIDEO);
    video.switchEpochsOnKeyFrames();
    for (int second = 1; second <= 5; second++) {
      at(second);
      rotation.rotateIfDue();
      byte[] sealed = new byte[5 + FrameSealer.MAX_OVERHEAD_BYTES];
      int size = video.seal(new byte[5], 0, 5, sealed, 0);
      assertThat(open(sessions.getLast(), Arrays.copyOf(sealed, size)))
          .isEqualTo(OpenStatus.OPENED);
      assertBothWaysOpen();
    }
  }
}
