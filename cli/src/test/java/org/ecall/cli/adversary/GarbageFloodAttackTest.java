package org.ecall.cli.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/** The attacker floods a receiver with frames that cannot open, to harm those that can. */
class GarbageFloodAttackTest {

  private static final int FRAMES = 2_000;
  private static final byte[] PAYLOAD = Bytes.ofText("can you hear me?");
  private static final Duration ALMOST = Call.GRACE.minusSeconds(1);
  private static final int EPOCH_STEP = 8;

  private static byte[] audio(Call call) {
    return call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
  }

  private static void flood(Receiver receiver, long kid, int frames) {
    for (int ctr = 0; ctr < frames; ctr++) {
      assertThat(receiver.opens(Bytes.forged(kid, ctr))).isFalse();
    }
  }

  /** Under the name of a sender, who must still be heard. */
  @Test
  void mutingASender() {
    Trial.onCalls(
        call -> {
          Receiver callee = call.receiver(CallRole.CALLEE);
          byte[] frame = audio(call);
          flood(callee, Bytes.headerOf(frame).kid(), FRAMES);
          return !callee.opens(frame);
        },
        Flaw.FAILURES_MUTE);
  }

  /**
   * Under the name of an old epoch, whose keys must be gone after the grace period all the same.
   */
  @Test
  void keepingAnOldEpochAlive() {
    Trial.onCalls(
        call -> {
          Receiver callee = call.receiver(CallRole.CALLEE);
          byte[] old = audio(call);
          call.rotate();
          assertThat(callee.opens(audio(call))).isTrue();
          for (int i = 0; i < 3; i++) {
            call.pass(ALMOST);
            flood(callee, Bytes.headerOf(old).kid(), 10);
          }
          return callee.opens(old);
        },
        Flaw.GRACE_RENEWED);
  }

  /** Under the name of an epoch that is staged, whose forerunner must not end because of it. */
  @Test
  void endingAnEpochBeforeItsTime() {
    Trial.onCalls(
        call -> {
          Receiver callee = call.receiver(CallRole.CALLEE);
          byte[] frame = audio(call);
          byte[] late = audio(call);
          assertThat(callee.opens(frame)).isTrue();
          call.stage();
          call.pass(Call.GRACE);
          byte[] before = audio(call);
          boolean opensStill = callee.opens(before);
          flood(callee, Bytes.headerOf(frame).kid() + EPOCH_STEP, 10);
          call.pass(Call.GRACE);
          return opensStill && !callee.opens(late);
        },
        Flaw.FORGED_EPOCH_COUNTS);
  }

  /** Between genuine frames, each of which must open, and with what was in it. */
  @Test
  void betweenGenuineFrames() {
    Trial.onCalls(
        call -> {
          Receiver callee = call.receiver(CallRole.CALLEE);
          for (int i = 0; i < 200; i++) {
            byte[] frame = audio(call);
            flood(callee, Bytes.headerOf(frame).kid(), 20);
            if (!callee.opens(frame)) {
              return true;
            }
            assertThat(callee.plaintext()).isEqualTo(PAYLOAD);
          }
          return false;
        },
        Flaw.FAILURES_MUTE);
  }
}
