package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A forwarder sends a side its own frames back. */
class ReflectionTest {

  @Test
  @DisplayName(
      "R6-2: \"A frame whose KID carries this side's own direction MUST be refused before any"
          + " cipher work.\"")
  void ownFramesAreRefusedInEveryEpochWithoutCipherWork() {
    try (CallPair call = new CallPair()) {
      for (int epoch = 0; epoch < 4; epoch++) {
        for (MediaStream stream : MediaStream.values()) {
          byte[] fromCaller = Frames.seal(call.caller.sealer(stream));
          byte[] fromCallee = Frames.seal(call.callee.sealer(stream));
          long calls = call.callerBackend.cipherCalls() + call.calleeBackend.cipherCalls();
          assertThat(Opened.statusBy(call.caller.opener(), fromCaller))
              .isEqualTo(OpenStatus.OWN_DIRECTION);
          assertThat(Opened.statusBy(call.callee.opener(), fromCallee))
              .isEqualTo(OpenStatus.OWN_DIRECTION);
          assertThat(call.callerBackend.cipherCalls() + call.calleeBackend.cipherCalls())
              .isEqualTo(calls);
          assertThat(Opened.statusBy(call.callee.opener(), fromCaller))
              .isEqualTo(OpenStatus.OPENED);
          assertThat(Opened.statusBy(call.caller.opener(), fromCallee))
              .isEqualTo(OpenStatus.OPENED);
        }
        call.rotate();
        call.clock.advance(CallPair.GRACE);
      }
    }
  }

  @Test
  void ownFramesOfAnEpochThatIsOverAreStillReflections() {
    try (CallPair call = new CallPair()) {
      byte[] own = Frames.seal(call.caller.sealer(MediaStream.AUDIO));
      call.rotate();
      call.rotate();
      call.clock.advance(CallPair.GRACE.multipliedBy(2));
      call.caller.retireExpiredEpochs();
      assertThat(Opened.statusBy(call.caller.opener(), own)).isEqualTo(OpenStatus.OWN_DIRECTION);
    }
  }
}
