package org.ecall.cli.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The attacker claims names that nobody has. They must leave nothing behind. */
class UnknownKidAttackTest {

  private static final int KIDS = 1_000_000;
  private static final int KIDS_AT_ONCE = 20_000;

  /** A header with a KID of eight bytes and counter 0, and nothing but zeros. */
  private static final byte FIRST_BYTE = (byte) 0xf0;

  /** Odd, so that each KID comes once, and large, so that none is a short one. */
  private static final long NEXT_KID = 0x9e37_79b9_7f4a_7c15L;

  /** Less than what anything costs that grows with the frames. */
  private static final long BOUND_BYTES = 300;

  /** A million names, each of them new: nothing may be kept of them. */
  @Test
  void aMillionOfThemToExhaustTheMemory() {
    Trial.onRooms(
        room -> {
          Room.Member member = room.member();
          member.admit(7, Bytes.random(32));
          long cipherCalls = member.cipherCalls();
          byte[] frame = new byte[40];
          frame[0] = FIRST_BYTE;
          boolean costs = false;
          for (int kids = 0; kids < KIDS && !costs; kids += 2 * KIDS_AT_ONCE) {
            costs = bytesEach(member, frame) > BOUND_BYTES;
          }
          assertThat(member.cipherCalls()).isEqualTo(cipherCalls);
          return costs;
        },
        Flaw.STATE_FOR_UNKNOWN_KIDS);
  }

  private static long bytesEach(Room.Member member, byte[] frame) {
    ByteBuffer kid = ByteBuffer.wrap(frame);
    return Allocation.bytesEach(
        KIDS_AT_ONCE,
        i -> {
          kid.putLong(1, kid.getLong(1) + NEXT_KID);
          if (member.opens(frame)) {
            throw new AssertionError("a frame of nobody opened");
          }
        });
  }

  /** Garbage under the name of a member who is about to come, whose frames must open then. */
  @Test
  void pinningTheNameOfAMemberWhoComesLater() {
    Trial.onRooms(
        room -> {
          byte[] baseKey = Bytes.random(32);
          Room.Member member = room.member();
          for (int ctr = 0; ctr < 100; ctr++) {
            assertThat(member.opens(Bytes.forged(9, ctr))).isFalse();
          }
          member.admit(9, baseKey);
          return !member.opens(room.sender(9, baseKey).seal(new byte[1]));
        },
        Flaw.UNKNOWN_KIDS_REMEMBERED);
  }
}
