package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Section 6 of PROTOCOL.md is an order: whatever else is wrong with a frame, the earliest check
 * answers.
 */
class OrderOfChecksTest {

  private final CallPair call = new CallPair(TestEngines.OPTIONS.withReplayWindowFrames(64));
  private final FrameSealer audio = call.caller.sealer(MediaStream.AUDIO);
  private final FrameOpener opener = call.callee.opener();

  @AfterEach
  void close() {
    call.close();
  }

  /** Opens a frame that must not cost a cipher call, a key or any other change. */
  private OpenStatus withoutCipher(byte[] frame) {
    long calls = call.calleeBackend.cipherCalls();
    int keys = call.calleeBackend.keysExpanded();
    OpenStatus status = Opened.statusBy(opener, frame);
    assertThat(call.calleeBackend.cipherCalls()).as("cipher calls").isEqualTo(calls);
    assertThat(call.calleeBackend.keysExpanded()).as("keys expanded").isEqualTo(keys);
    assertThat(call.calleeEvents.all()).isEmpty();
    return status;
  }

  private static long kid(long epoch, Direction direction) {
    return new CallKid(epoch, MediaStream.AUDIO, direction).value();
  }

  @Test
  @DisplayName(
      "R6-1: MALFORMED is answered \"without cipher work, key derivation, allocation or change\"")
  void malformedComesBeforeOwnDirection() {
    byte[] reflected = Frames.forged(kid(300, Direction.CALLEE_TO_CALLER), 1000);
    assertThat(withoutCipher(reflected)).isEqualTo(OpenStatus.OWN_DIRECTION);
    // Its KID has two bytes; the first becomes zero, so one would have done.
    reflected[1] = 0;
    assertThat(withoutCipher(reflected)).isEqualTo(OpenStatus.MALFORMED);
  }

  @Test
  @DisplayName("R6-2: \"this side's own direction MUST be refused before any cipher work\"")
  void ownDirectionComesBeforeUnknownKidAndRetiredEpoch() {
    for (long epoch : new long[] {0, 1, 77, CallKid.MAX_EPOCH}) {
      byte[] frame = Frames.forged(kid(epoch, Direction.CALLEE_TO_CALLER), 5);
      assertThat(withoutCipher(frame)).isEqualTo(OpenStatus.OWN_DIRECTION);
    }
    assertThat(withoutCipher(Frames.forged(-1, 5))).isEqualTo(OpenStatus.OWN_DIRECTION);
  }

  @Test
  @DisplayName(
      "R6-1: UNKNOWN_KID is answered \"without cipher work, key derivation, allocation or change\"")
  void unknownKidComesBeforeTheWindow() {
    for (long epoch : new long[] {1, 2, CallKid.MAX_EPOCH}) {
      byte[] frame = Frames.forged(kid(epoch, Direction.CALLER_TO_CALLEE), 0);
      assertThat(withoutCipher(frame)).isEqualTo(OpenStatus.UNKNOWN_KID);
    }
    assertThat(withoutCipher(Frames.forged(-2, 0))).isEqualTo(OpenStatus.UNKNOWN_KID);
    assertThat(withoutCipher(Frames.forged(1L << 35, 0))).isEqualTo(OpenStatus.UNKNOWN_KID);
  }

  @Test
  void aRetiredEpochComesBeforeReplayAndForgery() {
    byte[] seen = Frames.seal(audio);
    assertThat(Opened.statusBy(opener, seen)).isEqualTo(OpenStatus.OPENED);
    call.rotate();
    assertThat(Opened.statusBy(opener, Frames.seal(audio))).isEqualTo(OpenStatus.OPENED);
    call.clock.advance(CallPair.GRACE);
    call.calleeEvents.clear();
    long calls = call.calleeBackend.cipherCalls();
    assertThat(Opened.statusBy(opener, seen)).isEqualTo(OpenStatus.EPOCH_RETIRED);
    assertThat(Opened.statusBy(opener, Frames.flipBit(seen, 100)))
        .isEqualTo(OpenStatus.EPOCH_RETIRED);
    assertThat(call.calleeBackend.cipherCalls()).isEqualTo(calls);
  }

  @Test
  @DisplayName("R6-3: \"TOO_OLD or REPLAYED, again without cipher work\"")
  void replayComesBeforeForgery() {
    byte[] seen = Frames.seal(audio);
    assertThat(Opened.statusBy(opener, seen)).isEqualTo(OpenStatus.OPENED);
    assertThat(withoutCipher(seen)).isEqualTo(OpenStatus.REPLAYED);
    for (int bit = 8; bit < seen.length * Byte.SIZE; bit += 5) {
      assertThat(withoutCipher(Frames.flipBit(seen, bit))).isEqualTo(OpenStatus.REPLAYED);
    }
  }

  @Test
  @DisplayName("R6-3: \"TOO_OLD or REPLAYED, again without cipher work\"")
  void tooOldComesBeforeForgery() {
    byte[] late = Frames.seal(audio);
    byte[] seenAndLate = Frames.seal(audio);
    assertThat(Opened.statusBy(opener, seenAndLate)).isEqualTo(OpenStatus.OPENED);
    for (int i = 0; i < 64; i++) {
      assertThat(Opened.statusBy(opener, Frames.seal(audio))).isEqualTo(OpenStatus.OPENED);
    }
    assertThat(withoutCipher(late)).isEqualTo(OpenStatus.TOO_OLD);
    assertThat(withoutCipher(seenAndLate)).isEqualTo(OpenStatus.TOO_OLD);
    assertThat(withoutCipher(Frames.flipBit(late, 100))).isEqualTo(OpenStatus.TOO_OLD);
  }

  @Test
  @DisplayName("R6-4: \"with exactly the key of the header's KID, never another\"")
  void aFrameCostsAtMostOneCipherCall() {
    byte[] genuine = Frames.seal(audio);
    long calls = call.calleeBackend.cipherCalls();
    for (MediaStream stream : MediaStream.values()) {
      byte[] swapped = genuine.clone();
      swapped[0] = (byte) (stream.number() << 5);
      if (stream != MediaStream.AUDIO) {
        assertThat(Opened.statusBy(opener, swapped)).isEqualTo(OpenStatus.NOT_AUTHENTIC);
        assertThat(call.calleeBackend.cipherCalls()).isEqualTo(++calls);
      }
    }
    assertThat(Opened.statusBy(opener, genuine)).isEqualTo(OpenStatus.OPENED);
    assertThat(call.calleeBackend.cipherCalls()).isEqualTo(++calls);
  }

  @Test
  void anEmbeddersKeysKnowNoDirection() {
    try (BaseKey key = TestEngines.freshBaseKey();
        MediaEngine engine = TestEngines.open()) {
      FrameOpener plain = engine.newOpener();
      plain.addKey(0, key);
      plain.addKey(1, key);
      assertThat(Opened.statusBy(plain, Frames.genuine(key, 0, 0))).isEqualTo(OpenStatus.OPENED);
      assertThat(Opened.statusBy(plain, Frames.genuine(key, 1, 0))).isEqualTo(OpenStatus.OPENED);
      assertThat(Opened.statusBy(plain, Frames.forged(2, 0))).isEqualTo(OpenStatus.UNKNOWN_KID);
      assertThat(Opened.statusBy(plain, Frames.forged(3, 0))).isEqualTo(OpenStatus.UNKNOWN_KID);
    }
  }
}
