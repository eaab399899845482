package org.ecall.cli.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/**
 * The attacker wants each of his frames to cost its receiver as much as can be. Work is counted in
 * messages that reach a cipher, memory in bytes that are allocated.
 */
class RefusalCostAttackTest {

  private static final int FRAMES = 500;
  private static final int MEMBERS = 50;
  private static final byte[] PAYLOAD = Bytes.ofText("of no interest");

  /** A provider of the JVM makes an exception and some copies of each message that it refuses. */
  private static final long BOUND_BYTES = 40_000;

  private static long cipherCalls(Receiver receiver, List<byte[]> frames) {
    long before = receiver.cipherCalls();
    frames.forEach(frame -> assertThat(receiver.opens(frame)).isFalse());
    return receiver.cipherCalls() - before;
  }

  private static Room.Member memberOf(Room room, int members) {
    Room.Member member = room.member();
    for (int kid = 0; kid < members; kid++) {
      member.admit(kid, Bytes.random(32));
    }
    return member;
  }

  private static List<byte[]> forged(int frames) {
    return IntStream.range(0, frames).mapToObj(ctr -> Bytes.forged(3, ctr)).toList();
  }

  /** Forged frames at a member who has many keys: each costs one message, whatever it says. */
  @Test
  void manyKeysForOneForgedFrame() {
    Trial.onRooms(
        room -> cipherCalls(memberOf(room, MEMBERS), forged(FRAMES)) > FRAMES,
        Flaw.EVERY_KEY_TRIED);
  }

  /** The same, in memory. */
  @Test
  void memoryForForgedFrames() {
    Trial.onRooms(
        room -> {
          Room.Member member = memberOf(room, MEMBERS);
          List<byte[]> frames = forged(FRAMES);
          long bytes = Allocation.bytesEach(FRAMES, i -> member.open(frames.get(i)));
          return bytes > BOUND_BYTES;
        },
        Flaw.EVERY_KEY_TRIED);
  }

  /** Genuine frames again and again: no cipher is asked about a frame that was seen. */
  @Test
  void replaysThatReachTheCipher() {
    Trial.onCalls(
        call -> {
          Receiver callee = call.receiver(CallRole.CALLEE);
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
          assertThat(callee.opens(frame)).isTrue();
          return cipherCalls(callee, List.of(frame, frame, frame)) > 0;
        },
        Flaw.WINDOW_AFTER_CIPHER);
  }

  /** A side's own frames: no cipher is asked about a frame that this side has sent. */
  @Test
  void reflectionsThatReachTheCipher() {
    Trial.onCalls(
        call -> {
          Receiver caller = call.receiver(CallRole.CALLER);
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
          byte[] forged = Bytes.flipBit(frame, frame.length * Byte.SIZE - 1);
          return cipherCalls(caller, List.of(forged)) > 0;
        },
        Flaw.OWN_DIRECTION_OPENS);
  }

  /** Frames that are too short or not minimal: no cipher is asked, even if the KID is known. */
  @Test
  void malformedFramesThatReachTheCipher() {
    Trial.onRooms(
        room -> {
          byte[] notMinimal = new byte[40];
          notMinimal[0] = 0x38; // KID 3, and a counter that has a byte though it is 0
          byte[] noTag = new byte[16];
          noTag[0] = 0x30;
          return cipherCalls(memberOf(room, MEMBERS), List.of(notMinimal, noTag)) > 0;
        },
        Flaw.LONG_HEADERS_ACCEPTED);
  }
}
