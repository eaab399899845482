package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.event.EngineEvent.EpochActivated;
import org.ecall.engine.event.EngineEvent.EpochRetired;
import org.ecall.engine.event.EngineEvent.EpochStaged;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.EpochSecret;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.key.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Streams and epochs of a two-party call. */
class CallSessionTest {

  private final CallPair call = new CallPair();

  @AfterEach
  void close() {
    call.close();
  }

  private byte[] audio() {
    return Frames.seal(call.caller.sealer(MediaStream.AUDIO));
  }

  private byte[] video() {
    return Frames.seal(call.caller.sealer(MediaStream.VIDEO));
  }

  private OpenStatus open(byte[] frame) {
    return Opened.statusBy(call.callee.opener(), frame);
  }

  private void assertOpens(byte[] frame) {
    assertThat(open(frame)).isEqualTo(OpenStatus.OPENED);
  }

  private static long kidOf(byte[] frame) {
    return FrameHeader.parse(frame).orElseThrow().kid();
  }

  @Test
  void everyStreamHasItsOwnKidInEachDirection() {
    for (MediaStream stream : MediaStream.values()) {
      var there = new CallKid(0, stream, Direction.CALLER_TO_CALLEE);
      var back = new CallKid(0, stream, Direction.CALLEE_TO_CALLER);
      assertThat(call.caller.sealer(stream).kid()).isEqualTo(there.value());
      assertThat(call.callee.sealer(stream).kid()).isEqualTo(back.value());
      assertThat(call.caller.sealer(stream)).isSameAs(call.caller.sealer(stream));
      assertOpens(Frames.seal(call.caller.sealer(stream)));
      assertThat(Opened.statusBy(call.caller.opener(), Frames.seal(call.callee.sealer(stream))))
          .isEqualTo(OpenStatus.OPENED);
    }
  }

  @Test
  @DisplayName("R5-1: \"A frame of a staged epoch MUST open before this side has activated it.\"")
  void stagingIsEnoughToReceive() {
    call.stage();
    call.caller.activateStagedEpoch();
    assertOpens(audio());
    assertThat(kidOf(Frames.seal(call.callee.sealer(MediaStream.AUDIO)))).isEqualTo(1);
    assertThat(call.callee.newestEpoch()).isEqualTo(1);
  }

  @Test
  void stagingDoesNotChangeWhatIsSealed() {
    assertThat(kidOf(audio())).isZero();
    assertThat(call.caller.stageNextEpoch()).isEqualTo(1);
    assertThat(kidOf(audio())).isZero();
    call.caller.activateStagedEpoch();
    assertThat(kidOf(audio())).isEqualTo(8);
    assertThat(Opened.by(call.callee.opener(), audio()).ctr).isEqualTo(1);
  }

  @Test
  @DisplayName("R5-4: frames \"of an epoch that is not staged yet are refused as UNKNOWN_KID\"")
  void anEpochThatIsNotStagedYetIsUnknownAndOpensOnceItIs() {
    call.caller.stageNextEpoch();
    call.caller.activateStagedEpoch();
    byte[] early = audio();
    assertThat(open(early)).isEqualTo(OpenStatus.UNKNOWN_KID);
    call.callee.stageNextEpoch();
    assertOpens(early);
  }

  @Test
  @DisplayName("R5-6: \"One epoch can be staged at a time, and only going forward.\"")
  void stagingTwiceAndActivatingNothingAreMisuse() {
    assertThatIllegalStateException().isThrownBy(call.caller::activateStagedEpoch);
    call.caller.stageNextEpoch();
    assertThatIllegalStateException()
        .isThrownBy(call.caller::stageNextEpoch)
        .withMessageContaining("epoch 1 is staged");
    assertThat(call.caller.newestEpoch()).isEqualTo(1);
    call.caller.activateStagedEpoch();
    assertThatIllegalStateException().isThrownBy(call.caller::activateStagedEpoch);
    assertThat(call.caller.stageNextEpoch()).isEqualTo(2);
  }

  @Test
  void sealersThatAreFirstAskedForAfterRotationsBeginInTheActiveEpoch() {
    call.rotate();
    call.rotate();
    call.stage();
    byte[] frame = Frames.seal(call.caller.sealer(MediaStream.SCREEN));
    assertThat(kidOf(frame)).isEqualTo(2 << 3 | 2 << 1);
    assertOpens(frame);
    call.caller.activateStagedEpoch();
    assertThat(kidOf(Frames.seal(call.caller.sealer(MediaStream.SCREEN))))
        .isEqualTo(3 << 3 | 2 << 1);
    assertThat(kidOf(Frames.seal(call.caller.sealer(MediaStream.DATA)))).isEqualTo(3 << 3 | 3 << 1);
  }

  @Test
  void threeEpochsAreAliveAtOnce() {
    byte[] first = audio();
    call.rotate();
    byte[] second = audio();
    call.callee.stageNextEpoch();
    call.caller.stageNextEpoch();
    call.caller.activateStagedEpoch();
    byte[] third = audio();
    assertOpens(third);
    assertOpens(second);
    assertOpens(first);
  }

  @Test
  void aThousandRotationsKeepNoKeyThatIsOver() {
    for (int epoch = 1; epoch <= 1_000; epoch++) {
      byte[] late = audio();
      call.rotate();
      assertOpens(audio());
      assertOpens(video());
      assertOpens(late);
      call.clock.advance(CallPair.GRACE);
      call.caller.retireExpiredEpochs();
      call.callee.retireExpiredEpochs();
      assertThat(open(late)).isEqualTo(OpenStatus.EPOCH_RETIRED);
    }
    assertThat(call.callee.newestEpoch()).isEqualTo(1_000);
    // Two epochs of receive keys at most (what never was received waits for the next staging),
    // and two sealers.
    assertThat(call.calleeBackend.keysOpen()).isLessThanOrEqualTo(2 * 4);
    assertThat(call.callerBackend.keysOpen()).isLessThanOrEqualTo(2 * 4 + 2);
  }

  @Test
  @DisplayName("R5-4: \"After the grace period the keys MUST be wiped\"; a ratchet is one way")
  void theSecretOfAnEpochIsWipedWhenTheNextIsStaged() throws ReflectiveOperationException {
    // What no method gives away: the secret that the session itself holds.
    var field = CallSession.class.getDeclaredField("newest");
    field.setAccessible(true);
    EpochSecret first = (EpochSecret) field.get(call.caller);
    assertThat(first.toByteArray(SecretAccess.leaksKeyBytes())).hasSize(64);
    call.caller.stageNextEpoch();
    assertThatExceptionOfType(EngineClosedException.class)
        .isThrownBy(() -> first.toByteArray(SecretAccess.leaksKeyBytes()));
    EpochSecret second = (EpochSecret) field.get(call.caller);
    assertThat(second.epoch()).isEqualTo(1);
    call.caller.close();
    assertThatExceptionOfType(EngineClosedException.class)
        .isThrownBy(() -> second.toByteArray(SecretAccess.leaksKeyBytes()));
  }

  @Test
  void anOldSendKeyIsWipedAsItGoesOutOfUse() {
    audio();
    int before = call.callerBackend.keysOpen();
    call.caller.stageNextEpoch();
    assertThat(call.callerBackend.keysOpen()).as("four receive keys more").isEqualTo(before + 4);
    call.caller.activateStagedEpoch();
    assertThat(call.callerBackend.keysOpen()).as("one for one").isEqualTo(before + 4);
  }

  @Test
  void theSecretOfTheCallCanBeClosedRightAway() {
    try (MediaEngine engine = TestEngines.open()) {
      SessionSecret secret = TestEngines.freshSessionSecret();
      CallSession session = engine.openCall(CallRole.CALLER, secret);
      secret.close();
      assertThat(session.sealer(MediaStream.AUDIO).kid()).isZero();
      assertThat(session.stageNextEpoch()).isEqualTo(1);
      assertThatExceptionOfType(EngineClosedException.class)
          .isThrownBy(() -> engine.openCall(CallRole.CALLEE, secret));
    }
  }

  @Test
  void eventsTellOfEachStep() {
    call.rotate();
    assertOpens(audio());
    call.clock.advance(CallPair.GRACE);
    call.callee.retireExpiredEpochs();
    call.callee.retireExpiredEpochs();
    assertThat(call.callerEvents.all())
        .isEqualTo(List.of(new EpochStaged(1), new EpochActivated(1)));
    List<EngineEvent> expected = new ArrayList<>();
    expected.add(new EpochStaged(1));
    expected.add(new EpochActivated(1));
    for (long kid : new long[] {0, 2, 4, 6}) {
      expected.add(new EpochRetired(kid));
    }
    assertThat(call.calleeEvents.all()).isEqualTo(expected);
  }

  @Test
  void keysOfACallAreNotForTheEmbedderToChange() {
    try (BaseKey key = TestEngines.freshBaseKey()) {
      assertThatIllegalStateException().isThrownBy(() -> call.caller.opener().addKey(100, key));
      assertThatIllegalStateException().isThrownBy(() -> call.caller.opener().retireKey(1));
    }
  }

  @Test
  void aSessionOfAnotherSecretOpensNothing() {
    try (CallPair other = new CallPair()) {
      assertThat(Opened.statusBy(other.callee.opener(), audio()))
          .isEqualTo(OpenStatus.NOT_AUTHENTIC);
    }
  }
}
