package org.ecall.cli.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/**
 * The attacker sends one forged frame with a counter that he chooses. If it moved the window, the
 * genuine frames behind it would be refused: one datagram would end a call.
 */
class ForgedCounterAttackTest {

  private static final byte[] PAYLOAD = Bytes.ofText("hello");

  private static boolean mutes(Call call, long forgedCtr) {
    Receiver callee = call.receiver(CallRole.CALLEE);
    byte[] first = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
    byte[] second = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
    assertThat(callee.opens(first)).isTrue();
    assertThat(callee.opens(Bytes.forged(Bytes.headerOf(first).kid(), forgedCtr))).isFalse();
    return !callee.opens(second);
  }

  /** As far ahead as there are counters. */
  @Test
  void theLastCounterOfAll() {
    Trial.onCalls(call -> mutes(call, -1), Flaw.WINDOW_BEFORE_TAG);
  }

  /** Ahead by exactly a window. */
  @Test
  void aWindowAhead() {
    Trial.onCalls(call -> mutes(call, NaiveWindow.FRAMES + 1), Flaw.WINDOW_BEFORE_TAG);
  }

  /** The very counter that comes next. */
  @Test
  void theNextCounter() {
    Trial.onCalls(call -> mutes(call, 1), Flaw.WINDOW_BEFORE_TAG);
  }

  /** Before the first genuine frame, which may be anywhere. */
  @Test
  void beforeTheFirstFrame() {
    Trial.onCalls(
        call -> {
          Receiver callee = call.receiver(CallRole.CALLEE);
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
          callee.open(Bytes.forged(Bytes.headerOf(frame).kid(), 1L << 40));
          return !callee.opens(frame);
        },
        Flaw.WINDOW_BEFORE_TAG);
  }
}
