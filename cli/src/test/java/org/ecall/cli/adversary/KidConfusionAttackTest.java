package org.ecall.cli.adversary;

import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/** The attacker puts another name over a frame. A frame opens as its sealer's or not at all. */
class KidConfusionAttackTest {

  private static final byte[] PAYLOAD = Bytes.ofText("1000 euros, please");

  /** The frame of one stream as that of another one. */
  @Test
  void anotherStream() {
    Trial.onCalls(
        call -> {
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
          boolean opened = false;
          for (long stream = 1; stream < 4; stream++) {
            long kid = Bytes.headerOf(frame).kid() | stream << 1;
            opened |= call.receiver(CallRole.CALLEE).opens(Bytes.renamed(frame, kid));
          }
          return opened;
        },
        Flaw.STREAMS_SHARE_KEYS,
        Flaw.HEADER_NOT_AUTHENTICATED);
  }

  /** A traitor's frame under another member's name. */
  @Test
  void anotherMembersName() {
    Trial.onRooms(
        room -> {
          byte[] alice = Bytes.random(32);
          byte[] traitor = Bytes.random(32);
          Room.Member member = room.member();
          member.admit(1, alice);
          member.admit(2, traitor);
          return member.opens(Bytes.renamed(room.sender(2, traitor).seal(PAYLOAD), 1));
        },
        Flaw.EVERY_KEY_TRIED,
        Flaw.HEADER_NOT_AUTHENTICATED);
  }

  /** A traitor who seals with the own key, but another member's name in the header. */
  @Test
  void theTraitorsKeyUnderAnotherMembersName() {
    Trial.onRooms(
        room -> {
          byte[] traitor = Bytes.random(32);
          Room.Member member = room.member();
          member.admit(1, Bytes.random(32));
          member.admit(2, traitor);
          return member.opens(room.keyOf(2, traitor).frame(1, 0, PAYLOAD));
        },
        Flaw.EVERY_KEY_TRIED);
  }

  /** A base key that two KIDs share, and the frame of one of them under the other's name. */
  @Test
  void twoKidsOfTheSameBaseKey() {
    Trial.onRooms(
        room -> {
          byte[] shared = Bytes.random(32);
          Room.Member member = room.member();
          member.admit(1, shared);
          member.admit(2, shared);
          return member.opens(Bytes.renamed(room.sender(2, shared).seal(PAYLOAD), 1));
        },
        Flaw.KID_NOT_IN_KEY,
        Flaw.HEADER_NOT_AUTHENTICATED);
  }
}
