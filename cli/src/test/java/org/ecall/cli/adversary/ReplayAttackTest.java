package org.ecall.cli.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/** The attacker keeps genuine frames and sends them again. None may open twice. */
class ReplayAttackTest {

  private static final long KID = 7;
  private static final long WINDOW = NaiveWindow.FRAMES;
  private static final byte[] PAYLOAD = Bytes.ofText("yes");

  /** A member of a group, and the frames that reach it. */
  private record Listener(Room.Member member, GcmKey key) {

    static Listener in(Room room) {
      byte[] baseKey = Bytes.random(32);
      Room.Member member = room.member();
      member.admit(KID, baseKey);
      return new Listener(member, room.keyOf(KID, baseKey));
    }

    /** The frame with this counter arrives. */
    boolean opens(long ctr) {
      return member.opens(key.frame(KID, ctr, PAYLOAD));
    }

    /** Genuine frames arrive, each for the first time. */
    void receives(long... ctrs) {
      for (long ctr : ctrs) {
        assertThat(opens(ctr)).as("frame %d", ctr).isTrue();
      }
    }

    boolean opensAny(long... ctrs) {
      return LongStream.of(ctrs).anyMatch(this::opens);
    }
  }

  /** At once. */
  @Test
  void atOnce() {
    Trial.onRooms(
        room -> {
          Listener listener = Listener.in(room);
          listener.receives(0);
          return listener.opens(0);
        },
        Flaw.NO_WINDOW);
  }

  /** The oldest that the window knows, and the newest: whoever counts wrong forgets one of them. */
  @Test
  void atTheEdgesInsideTheWindow() {
    Trial.onRooms(
        room -> {
          Listener listener = Listener.in(room);
          long highest = 5000;
          listener.receives(highest - WINDOW + 1, highest - WINDOW + 2, highest - 1, highest);
          return listener.opensAny(
              highest - WINDOW + 1, highest - WINDOW + 2, highest - 1, highest);
        },
        Flaw.NO_WINDOW);
  }

  /** The newest that the window does not know any more, and one that shares its bit. */
  @Test
  void atTheEdgesOutsideTheWindow() {
    Trial.onRooms(
        room -> {
          Listener listener = Listener.in(room);
          long first = 5000;
          listener.receives(first, first + 1, first + WINDOW, first + WINDOW + 1);
          return listener.opensAny(first, first + 1, first - WINDOW);
        },
        Flaw.TOO_OLD_ACCEPTED);
  }

  /** After the frames have jumped by a window, by one less or by far more. */
  @Test
  void afterAJump() {
    Trial.onRooms(
        room -> {
          boolean opened = false;
          for (long jump : new long[] {WINDOW - 1, WINDOW, WINDOW + 1, 1L << 32, -1L << 32}) {
            Listener listener = Listener.in(room);
            listener.receives(0, 1, 2, 2 + jump);
            opened |= listener.opensAny(0, 1, 2, 2 + jump);
          }
          return opened;
        },
        Flaw.JUMP_FORGETS);
  }

  /** At the end of the counters, behind which 0 comes in two's complement. */
  @Test
  void aroundTheLastCounter() {
    Trial.onRooms(
        room -> {
          Listener listener = Listener.in(room);
          listener.receives(0, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1);
          return listener.opensAny(0, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1);
        },
        Flaw.TOO_OLD_ACCEPTED);
  }

  /** In the next epoch, as it is, while the old one still opens. */
  @Test
  void acrossEpochs() {
    Trial.onCalls(
        call -> {
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
          assertThat(call.receiver(CallRole.CALLEE).opens(frame)).isTrue();
          call.rotate();
          return call.receiver(CallRole.CALLEE).opens(frame);
        },
        Flaw.NO_WINDOW);
  }

  /** In the next epoch, under the next epoch's name. */
  @Test
  void asAFrameOfTheNextEpoch() {
    Trial.onCalls(
        call -> {
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
          assertThat(call.receiver(CallRole.CALLEE).opens(frame)).isTrue();
          call.rotate();
          long kid = Bytes.headerOf(frame).kid() + 8;
          return call.receiver(CallRole.CALLEE).opens(Bytes.renamed(frame, kid));
        },
        Flaw.EPOCHS_SHARE_KEYS,
        Flaw.HEADER_NOT_AUTHENTICATED);
  }

  /** When the same two call each other again. */
  @Test
  void inTheNextCall() {
    Trial.onCalls(
        call -> {
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
          assertThat(call.receiver(CallRole.CALLEE).opens(frame)).isTrue();
          call.callAgain();
          return call.receiver(CallRole.CALLEE).opens(frame);
        },
        Flaw.CALLS_SHARE_KEYS);
  }

  /** He makes a member drop the key of a KID and learn it again: that must be refused. */
  @Test
  void afterTheKeyWasAddedAgain() {
    Trial.onRooms(
        room -> {
          byte[] baseKey = Bytes.random(32);
          Room.Member member = room.member();
          member.admit(KID, baseKey);
          byte[] frame = room.sender(KID, baseKey).seal(PAYLOAD);
          assertThat(member.opens(frame)).isTrue();
          member.expel(KID);
          member.admit(KID, baseKey);
          return member.opens(frame);
        },
        Flaw.KEYS_COME_BACK);
  }
}
