package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ecall.engine.event.EngineEvent.EpochRetired;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long an old epoch can be opened, to the nanosecond of the caller's clock. */
class GracePeriodTest {

  private static final Duration ALMOST = CallPair.GRACE.minusNanos(1);
  private static final Duration NANO = Duration.ofNanos(1);

  private final CallPair call = new CallPair();

  @AfterEach
  void close() {
    call.close();
  }

  private byte[] seal(MediaStream stream) {
    return Frames.seal(call.caller.sealer(stream));
  }

  private OpenStatus open(byte[] frame) {
    return Opened.statusBy(call.callee.opener(), frame);
  }

  private void assertOpens(byte[] frame) {
    assertThat(open(frame)).isEqualTo(OpenStatus.OPENED);
  }

  private void assertRetired(byte[] frame) {
    assertThat(open(frame)).isEqualTo(OpenStatus.EPOCH_RETIRED);
  }

  @Test
  @DisplayName(
      "R5-3: \"usable for the grace period (10 s of the embedder's clock …)\", R5-4 after it")
  void endsToTheNanosecondAfterTheFirstFrameOfTheNewEpoch() {
    byte[] inTime = seal(MediaStream.AUDIO);
    byte[] late = seal(MediaStream.AUDIO);
    call.rotate();
    call.clock.advance(Duration.ofHours(2));
    assertOpens(seal(MediaStream.AUDIO));
    call.clock.advance(ALMOST);
    assertOpens(inTime);
    call.clock.advance(NANO);
    assertRetired(late);
  }

  @Test
  @DisplayName(
      "R5-5: \"A rotation in a running call MUST NOT lose a frame\" before the peer rotates")
  void doesNotBeginBeforeTheOtherSideUsesTheNewEpoch() {
    byte[] before = seal(MediaStream.AUDIO);
    call.stage();
    call.callee.activateStagedEpoch();
    call.clock.advance(Duration.ofDays(1));
    call.callee.retireExpiredEpochs();
    assertOpens(before);
    assertOpens(seal(MediaStream.AUDIO));
    assertOpens(seal(MediaStream.VIDEO));
    assertThat(call.calleeEvents.of(EpochRetired.class)).isEmpty();
  }

  @Test
  @DisplayName("R5-3: \"The period begins for a stream with its first frame of a newer epoch\"")
  void isEachStreamsOwn() {
    assertOpens(seal(MediaStream.AUDIO));
    assertOpens(seal(MediaStream.VIDEO));
    byte[] oldAudio = seal(MediaStream.AUDIO);
    byte[] oldVideo = seal(MediaStream.VIDEO);
    call.rotate();
    byte[] newVideo = seal(MediaStream.VIDEO);
    assertOpens(seal(MediaStream.AUDIO));
    call.clock.advance(CallPair.GRACE);
    assertRetired(oldAudio);
    // Video had frames in the old epoch and none in the new one: it has all the time it needs.
    assertOpens(oldVideo);
    assertOpens(newVideo);
    call.clock.advance(CallPair.GRACE);
    call.callee.retireExpiredEpochs();
    assertRetired(oldVideo);
  }

  @Test
  @DisplayName("R5-3: \"for a stream that has not sent yet with that of any other stream\"")
  void ofASilentStreamBeginsWithAnotherStreamsFirstFrame() {
    byte[] oldVideo = seal(MediaStream.VIDEO);
    byte[] lateVideo = seal(MediaStream.VIDEO);
    call.rotate();
    assertOpens(seal(MediaStream.AUDIO));
    call.clock.advance(ALMOST);
    assertOpens(oldVideo);
    call.clock.advance(NANO);
    assertRetired(lateVideo);
  }

  @Test
  @DisplayName("R5-3: \"and at the latest when the next epoch is staged\"")
  void beginsWhenTheEpochAfterIsStagedEvenIfNothingWasReceived() {
    byte[] inTime = seal(MediaStream.AUDIO);
    byte[] late = seal(MediaStream.AUDIO);
    call.rotate();
    byte[] newer = seal(MediaStream.AUDIO);
    call.clock.advance(Duration.ofHours(1));
    call.callee.stageNextEpoch();
    call.clock.advance(ALMOST);
    assertOpens(inTime);
    call.clock.advance(NANO);
    assertRetired(late);
    call.clock.advance(Duration.ofHours(1));
    assertOpens(newer);
  }

  @Test
  void isNotBegunAnewByLaterFramesOrStagings() {
    byte[] old = seal(MediaStream.AUDIO);
    call.rotate();
    assertOpens(seal(MediaStream.AUDIO));
    call.clock.advance(ALMOST);
    assertOpens(seal(MediaStream.AUDIO));
    call.rotate();
    assertOpens(seal(MediaStream.AUDIO));
    call.clock.advance(NANO);
    assertRetired(old);
  }

  @Test
  @DisplayName("R6-5: a forged frame of the new epoch does not begin the period either")
  void isNotBegunByAForgedFrame() {
    byte[] old = seal(MediaStream.AUDIO);
    call.rotate();
    assertThat(open(Frames.forged(8, 0))).isEqualTo(OpenStatus.NOT_AUTHENTIC);
    assertThat(open(Frames.flipBit(seal(MediaStream.AUDIO), 80)))
        .isEqualTo(OpenStatus.NOT_AUTHENTIC);
    call.clock.advance(CallPair.GRACE.multipliedBy(5));
    call.callee.retireExpiredEpochs();
    assertOpens(old);
  }

  @Test
  @DisplayName("R5-4: \"After the grace period the keys MUST be wiped\", by a timer")
  void theKeysAreWipedByRetireExpiredEpochs() {
    assertOpens(seal(MediaStream.AUDIO));
    int before = call.calleeBackend.keysOpen();
    call.rotate();
    assertOpens(seal(MediaStream.AUDIO));
    assertThat(call.calleeBackend.keysOpen()).isEqualTo(before + 4);
    call.clock.advance(ALMOST);
    call.callee.retireExpiredEpochs();
    assertThat(call.calleeBackend.keysOpen()).isEqualTo(before + 4);
    call.clock.advance(NANO);
    call.callee.retireExpiredEpochs();
    assertThat(call.calleeBackend.keysOpen()).isEqualTo(before);
    assertThat(call.calleeEvents.of(EpochRetired.class)).hasSize(4);
  }

  @Test
  @DisplayName("R5-4: \"After the grace period the keys MUST be wiped\", by received frames")
  void theKeysAreWipedByFramesThatAreReceived() {
    int before = call.calleeBackend.keysOpen();
    call.rotate();
    assertOpens(seal(MediaStream.AUDIO));
    call.clock.advance(CallPair.GRACE);
    for (int i = 0; i < 64; i++) {
      assertOpens(seal(MediaStream.AUDIO));
    }
    assertThat(call.calleeBackend.keysOpen()).isEqualTo(before);
  }

  @Test
  @DisplayName("R5-4: a frame that comes too late wipes its key, R6-1 without cipher work")
  void theKeyIsWipedByTheFirstFrameThatIsTooLate() {
    byte[] late = seal(MediaStream.AUDIO);
    int before = call.calleeBackend.keysOpen();
    call.rotate();
    assertOpens(seal(MediaStream.AUDIO));
    call.clock.advance(CallPair.GRACE);
    long calls = call.calleeBackend.cipherCalls();
    assertRetired(late);
    assertRetired(late);
    assertThat(call.calleeBackend.cipherCalls()).isEqualTo(calls);
    assertThat(call.calleeBackend.keysOpen()).isEqualTo(before);
  }

  @Test
  void canBeZero() {
    try (CallPair strict = new CallPair(TestEngines.OPTIONS.withGracePeriod(Duration.ZERO))) {
      byte[] old = Frames.seal(strict.caller.sealer(MediaStream.AUDIO));
      strict.rotate();
      byte[] first = Frames.seal(strict.caller.sealer(MediaStream.AUDIO));
      assertThat(Opened.statusBy(strict.callee.opener(), first)).isEqualTo(OpenStatus.OPENED);
      assertThat(Opened.statusBy(strict.callee.opener(), old)).isEqualTo(OpenStatus.EPOCH_RETIRED);
    }
  }
}
