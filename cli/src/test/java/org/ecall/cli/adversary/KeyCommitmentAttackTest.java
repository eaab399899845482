package org.ecall.cli.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.header.FrameHeader;
import org.junit.jupiter.api.Test;

/**
 * The attacker is a member of the group who seals. AES-GCM does not commit to its key: he solves an
 * equation for a ciphertext that is authentic under two keys, with another plaintext under each.
 */
class KeyCommitmentAttackTest {

  private static final long TRAITOR = 2;
  private static final byte[] SAID = Bytes.ofText("I vote for Alice");

  /** He really can: two keys, one frame, and both open it. */
  @Test
  void theFrameIsAuthenticUnderBothKeys() {
    GcmKey first = new GcmKey(Bytes.random(32), Bytes.random(12));
    GcmKey second = new GcmKey(Bytes.random(32), Bytes.random(12));
    byte[] frame = GcmForgery.frameOfTwoKeys(first, second, new FrameHeader(TRAITOR, 0), SAID);
    for (GcmKey key : new GcmKey[] {first, second}) {
      byte[] plaintext = key.applyKeyStream(0, Bytes.ciphertextOf(frame));
      assertThat(key.frame(TRAITOR, 0, plaintext)).isEqualTo(frame);
    }
  }

  /**
   * He gives two members different keys under his KID, and then one frame that each of them reads
   * another way. Frames cannot prevent that: the commitments of the keys must differ, so that
   * members who compare them over signalling find him out before the first frame.
   */
  @Test
  void oneFrameThatTwoMembersReadInTwoWays() {
    Trial.onRooms(
        room -> {
          byte[] forBob = Bytes.random(32);
          byte[] forCarol = Bytes.random(32);
          Room.Member bob = room.member();
          Room.Member carol = room.member();
          bob.admit(TRAITOR, forBob);
          carol.admit(TRAITOR, forCarol);
          byte[] frame =
              GcmForgery.frameOfTwoKeys(
                  room.keyOf(TRAITOR, forBob),
                  room.keyOf(TRAITOR, forCarol),
                  new FrameHeader(TRAITOR, 0),
                  SAID);
          assertThat(bob.opens(frame)).isTrue();
          assertThat(carol.opens(frame)).isTrue();
          assertThat(carol.plaintext()).isNotEqualTo(bob.plaintext());
          return Arrays.equals(
              room.commitment(TRAITOR, forBob), room.commitment(TRAITOR, forCarol));
        },
        Flaw.NO_COMMITMENT);
  }

  /**
   * He has two keys at one member, and makes a frame under the name of the first that both open.
   * Once it has opened, it must be a replay, and not what the other key makes of it.
   */
  @Test
  void oneFrameThatAMemberReadsTwice() {
    Trial.onRooms(
        room -> {
          byte[] first = Bytes.random(32);
          byte[] second = Bytes.random(32);
          Room.Member member = room.member();
          member.admit(TRAITOR, first);
          member.admit(TRAITOR + 1, second);
          byte[] frame =
              GcmForgery.frameOfTwoKeys(
                  room.keyOf(TRAITOR, first),
                  room.keyOf(TRAITOR + 1, second),
                  new FrameHeader(TRAITOR, 0),
                  SAID);
          assertThat(member.open(frame)).isEqualTo(OpenStatus.OPENED);
          byte[] heard = member.plaintext();
          return member.opens(frame) && !Arrays.equals(heard, member.plaintext());
        },
        Flaw.EVERY_KEY_TRIED);
  }
}
