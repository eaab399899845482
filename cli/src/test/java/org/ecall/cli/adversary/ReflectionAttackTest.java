package org.ecall.cli.adversary;

import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/** The attacker sends a side's frames back to it. It must not take them for the other side's. */
class ReflectionAttackTest {

  private static final byte[] PAYLOAD = Bytes.ofText("I love you");
  private static final long DIRECTION_BIT = 1;

  /** As they are. */
  @Test
  void aFrameComesBackToItsSender() {
    Trial.onCalls(
        call ->
            call.receiver(CallRole.CALLER)
                .opens(call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD)),
        Flaw.OWN_DIRECTION_OPENS);
  }

  /** As they are, from an epoch that has begun for the receiver only. */
  @Test
  void aFrameComesBackAfterARotation() {
    Trial.onCalls(
        call -> {
          byte[] frame = call.seal(CallRole.CALLEE, MediaStream.VIDEO, PAYLOAD);
          call.rotate();
          return call.receiver(CallRole.CALLEE).opens(frame);
        },
        Flaw.OWN_DIRECTION_OPENS);
  }

  /** With the direction in the KID turned round. */
  @Test
  void aFrameComesBackUnderTheOtherSidesName() {
    Trial.onCalls(
        call -> {
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
          long kid = Bytes.headerOf(frame).kid() ^ DIRECTION_BIT;
          return call.receiver(CallRole.CALLER).opens(Bytes.renamed(frame, kid));
        },
        Flaw.DIRECTIONS_SHARE_KEYS,
        Flaw.HEADER_NOT_AUTHENTICATED);
  }
}
