package org.ecall.cli.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Consumer;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/**
 * The attacker waits for two frames that have the same counter, knows what is in the first one (a
 * silent moment, say), and adds the key stream that this gives him to the second one. Two frames
 * that share key and nonce give him the plaintext; if they share the header, too, also the key of
 * GHASH, and with it frames of his own. No two frames of the engine may do so.
 */
class NonceReuseAttackTest {

  private static final byte[] KNOWN = Bytes.ofText("sixteen bytes...");
  private static final byte[] PRIVATE = Bytes.ofText("our little secret");
  private static final byte[] PRIVATE_BLOCK = Arrays.copyOf(PRIVATE, 16);
  private static final byte[] LIE = Bytes.ofText("what Eve says...");

  private static boolean reads(byte[] known, byte[] secret) {
    byte[] read = GcmForgery.secondPlaintext(KNOWN, known, secret);
    return Arrays.equals(read, PRIVATE_BLOCK);
  }

  /** He knows what the caller sent and reads what the callee sent. */
  @Test
  void betweenTheDirections() {
    Trial.onCalls(
        call ->
            reads(
                call.seal(CallRole.CALLER, MediaStream.AUDIO, KNOWN),
                call.seal(CallRole.CALLEE, MediaStream.AUDIO, PRIVATE)),
        Flaw.DIRECTIONS_SHARE_KEYS);
  }

  /** He knows what is on the screen and reads the data. */
  @Test
  void betweenTheStreams() {
    Trial.onCalls(
        call ->
            reads(
                call.seal(CallRole.CALLER, MediaStream.SCREEN, KNOWN),
                call.seal(CallRole.CALLER, MediaStream.DATA, PRIVATE)),
        Flaw.STREAMS_SHARE_KEYS);
  }

  /** He waits for a rotation, with which counters begin at 0 again. */
  @Test
  void betweenTheEpochs() {
    Trial.onCalls(
        call -> {
          byte[] first = call.seal(CallRole.CALLER, MediaStream.AUDIO, KNOWN);
          call.rotate();
          return reads(first, call.seal(CallRole.CALLER, MediaStream.AUDIO, PRIVATE));
        },
        Flaw.EPOCHS_SHARE_KEYS);
  }

  /** He lets a call break off; the next one of the pair has the same secret. */
  @Test
  void betweenTwoCallsWithTheSameSecret() {
    Trial.onCalls(
        call -> afterwards(call, Call::callAgain), Flaw.CALLS_SHARE_KEYS, Flaw.KEYS_SEAL_AGAIN);
  }

  /** He makes both sides come back with the state that they had. */
  @Test
  void afterARestart() {
    Trial.onCalls(call -> afterwards(call, Call::restore), Flaw.KEYS_SEAL_AGAIN);
  }

  private static boolean afterwards(Call call, Consumer<Call> event) {
    byte[] first = call.seal(CallRole.CALLER, MediaStream.AUDIO, KNOWN);
    event.accept(call);
    return reads(first, call.seal(CallRole.CALLER, MediaStream.AUDIO, PRIVATE));
  }

  /** He makes a group's member drop its key and get it again. */
  @Test
  void byAKeyThatIsAddedAgain() {
    Trial.onRooms(
        room -> {
          byte[] key = Bytes.random(32);
          Room.Sender before = room.sender(7, key);
          byte[] first = before.seal(KNOWN);
          before.close();
          return reads(first, room.sender(7, key).seal(PRIVATE));
        },
        Flaw.KEYS_SEAL_AGAIN);
  }

  /** He makes a group give the same base key to two members. */
  @Test
  void betweenTwoKidsOfTheSameBaseKey() {
    Trial.onRooms(
        room -> {
          byte[] key = Bytes.random(32);
          byte[] first = room.sender(1, key).seal(KNOWN);
          return reads(first, room.sender(2, key).seal(PRIVATE));
        },
        Flaw.KID_NOT_IN_KEY,
        Flaw.KEYS_SEAL_AGAIN);
  }

  /**
   * From two frames of one block under one header he computes the key of GHASH, and seals what he
   * likes; the receiver has not had this counter yet. Nothing that he forges may open.
   */
  @Test
  void forgingWithTheHashKeyThatItGivesAway() {
    Trial.onRooms(
        room -> {
          byte[] key = Bytes.random(32);
          Room.Member member = room.member();
          member.admit(7, key);
          byte[] first = room.sender(7, key).seal(KNOWN);
          byte[] second = room.sender(7, key).seal(PRIVATE_BLOCK);
          boolean opens = member.opens(GcmForgery.forge(KNOWN, first, second, LIE));
          return opens && Arrays.equals(member.plaintext(), LIE);
        },
        Flaw.KEYS_SEAL_AGAIN);
  }

  /** What the forgery rests on is right: it finds the hash key of frames that share a nonce. */
  @Test
  void theForgeryIsWhatTheOwnerOfTheKeyWouldSeal() {
    GcmKey key = new GcmKey(Bytes.random(32), Bytes.random(12));
    byte[] forged =
        GcmForgery.forge(KNOWN, key.frame(7, 0, KNOWN), key.frame(7, 0, PRIVATE_BLOCK), LIE);
    assertThat(forged).isEqualTo(key.frame(7, 0, LIE));
  }
}
