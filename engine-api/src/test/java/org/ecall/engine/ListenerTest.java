package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.event.EngineEvent.AuthenticationAlarm;
import org.ecall.engine.event.EngineEvent.EpochRetired;
import org.ecall.engine.event.EngineEvent.RekeyAdvised;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners run on the thread of a frame: they cannot break it, and may use what they hear of. */
class ListenerTest {

  private final AtomicReference<Consumer<EngineEvent>> listener =
      new AtomicReference<>(event -> {});
  private final List<Throwable> uncaught = new ArrayList<>();
  private final Thread.UncaughtExceptionHandler handlerBefore =
      Thread.currentThread().getUncaughtExceptionHandler();
  private final EngineOptions options =
      TestEngines.OPTIONS
          .withListener(event -> listener.get().accept(event))
          .withOpenLimits(new OpenLimits(1, 1))
          .withSealLimits(new SealLimits(1, 1_000, 1_000));

  ListenerTest() {
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setUncaughtExceptionHandler(handlerBefore);
  }

  @Test
  void oneThatThrowsBreaksNoFrame() {
    var thrown = new IllegalStateException("from a listener");
    listener.set(
        event -> {
          throw thrown;
        });
    try (MediaEngine engine = TestEngines.open(options);
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(1, key);
      byte[] frame = Frames.seal(engine.newSealer(1, key));
      assertThat(uncaught).containsExactly(thrown);
      assertThat(Opened.statusBy(opener, Frames.flipBit(frame, 99)))
          .isEqualTo(OpenStatus.NOT_AUTHENTIC);
      assertThat(uncaught).containsExactly(thrown, thrown, thrown);
      assertThat(Opened.statusBy(opener, frame)).isEqualTo(OpenStatus.OPENED);
    }
  }

  @Test
  void oneThatThrowsBreaksNoRotation() {
    listener.set(
        event -> {
          throw new IllegalStateException("from a listener");
        });
    try (MediaEngine engine = TestEngines.open(options);
        SessionSecret secret = TestEngines.freshSessionSecret()) {
      CallSession caller = engine.openCall(CallRole.CALLER, secret);
      assertThat(caller.stageNextEpoch()).isEqualTo(1);
      caller.activateStagedEpoch();
      assertThat(caller.sealer(MediaStream.AUDIO).kid()).isEqualTo(8);
      assertThat(uncaught).hasSize(2);
    }
  }

  @Test
  void oneThatRotatesWhenRekeyingIsAdvisedDoesSoInTheMiddleOfAFrame() {
    try (MediaEngine engine = TestEngines.open(options);
        SessionSecret secret = TestEngines.freshSessionSecret()) {
      CallSession caller = engine.openCall(CallRole.CALLER, secret);
      CallSession callee = engine.openCall(CallRole.CALLEE, secret);
      callee.stageNextEpoch();
      List<EngineEvent> heard = new ArrayList<>();
      listener.set(
          event -> {
            heard.add(event);
            if (event.equals(new RekeyAdvised(0))) {
              caller.stageNextEpoch();
              caller.activateStagedEpoch();
            }
          });
      Opened opened = Opened.by(callee.opener(), Frames.seal(caller.sealer(MediaStream.AUDIO)));
      assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
      assertThat(opened.kid).isEqualTo(8);
      assertThat(opened.plaintext).isEqualTo(Frames.PAYLOAD);
      assertThat(heard).contains(new RekeyAdvised(0), new RekeyAdvised(8));
      assertThat(uncaught).isEmpty();
    }
  }

  @Test
  void oneThatRetiresTheKeyThatIsUnderAttackDoesNotHang() {
    try (MediaEngine engine = TestEngines.open(options);
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(1, key);
      listener.set(
          event -> {
            if (event instanceof AuthenticationAlarm alarm) {
              opener.retireKey(alarm.kid());
            }
          });
      assertThat(Opened.statusBy(opener, Frames.forged(1, 5))).isEqualTo(OpenStatus.NOT_AUTHENTIC);
      assertThat(Opened.statusBy(opener, Frames.forged(1, 5))).isEqualTo(OpenStatus.EPOCH_RETIRED);
    }
  }

  @Test
  void oneThatStagesWhenAnEpochIsRetiredDoesNotDisturbTheRetiring() {
    assertRetires(
        session -> {
          session.stageNextEpoch();
          session.activateStagedEpoch();
        });
  }

  @Test
  void oneThatClosesTheSessionWhenAnEpochIsRetiredDoesNotDisturbTheRetiring() {
    assertRetires(CallSession::close);
  }

  private void assertRetires(Consumer<CallSession> reaction) {
    ManualClock clock = new ManualClock();
    try (MediaEngine engine = TestEngines.open(options.withNanoClock(clock));
        SessionSecret secret = TestEngines.freshSessionSecret()) {
      CallSession caller = engine.openCall(CallRole.CALLER, secret);
      CallSession callee = engine.openCall(CallRole.CALLEE, secret);
      caller.stageNextEpoch();
      caller.activateStagedEpoch();
      callee.stageNextEpoch();
      callee.activateStagedEpoch();
      byte[] first = Frames.seal(caller.sealer(MediaStream.AUDIO));
      assertThat(Opened.statusBy(callee.opener(), first)).isEqualTo(OpenStatus.OPENED);
      clock.advance(CallPair.GRACE);
      List<EngineEvent> retired = new ArrayList<>();
      listener.set(
          event -> {
            if (event instanceof EpochRetired) {
              retired.add(event);
              if (retired.size() == 1) {
                reaction.accept(callee);
              }
            }
          });
      callee.retireExpiredEpochs();
      assertThat(retired).hasSize(MediaStream.values().length);
      assertThat(uncaught).isEmpty();
    }
  }
}
