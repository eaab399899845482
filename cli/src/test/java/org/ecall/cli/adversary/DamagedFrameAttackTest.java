package org.ecall.cli.adversary;

import java.util.Arrays;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/**
 * The attacker changes genuine frames. None that differs in a single bit may open, and none may
 * leave plaintext behind.
 */
class DamagedFrameAttackTest {

  private static final byte[] PAYLOAD = Bytes.ofText("all that I have to say");

  private static byte[] frame(Call call) {
    return call.seal(CallRole.CALLER, MediaStream.AUDIO, PAYLOAD);
  }

  private static Receiver receiver(Call call) {
    return call.receiver(CallRole.CALLEE);
  }

  /** Every bit, one at a time. */
  @Test
  void everyBitFlipped() {
    Trial.onCalls(
        call -> {
          byte[] frame = frame(call);
          boolean opened = false;
          for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
            opened |= receiver(call).opens(Bytes.flipBit(frame, bit));
          }
          return opened;
        },
        Flaw.LAST_TAG_BYTE_IGNORED);
  }

  /** A bit of the counter: the frame would take another one's place in the window. */
  @Test
  void everyBitOfTheHeaderFlipped() {
    Trial.onRooms(
        room -> {
          byte[] baseKey = Bytes.random(32);
          Room.Member member = room.member();
          member.admit(0, baseKey);
          member.admit(1, baseKey);
          byte[] frame = room.sender(0, baseKey).seal(PAYLOAD);
          boolean opened = false;
          for (int bit = 0; bit < Byte.SIZE; bit++) {
            opened |= member.opens(Bytes.flipBit(frame, bit));
          }
          return opened;
        },
        Flaw.HEADER_NOT_AUTHENTICATED,
        Flaw.KID_NOT_IN_KEY);
  }

  /** Cut off at every byte, with all values of the last one: a tag of one byte is soon guessed. */
  @Test
  void truncatedAtEveryByte() {
    Trial.onCalls(
        call -> {
          byte[] frame = frame(call);
          boolean opened = receiver(call).opens(new byte[0]);
          for (int size = 1; size < frame.length; size++) {
            byte[] cut = Arrays.copyOf(frame, size);
            for (int guess = 0; guess < 256; guess++) {
              cut[size - 1]++;
              opened |= receiver(call).opens(cut);
            }
          }
          return opened;
        },
        Flaw.SHORT_TAGS_ACCEPTED);
  }

  /** With no payload, so that what is cut off is the tag. */
  @Test
  void anEmptyFrameTruncatedAtEveryByte() {
    Trial.onCalls(
        call -> {
          byte[] frame = call.seal(CallRole.CALLER, MediaStream.AUDIO, new byte[0]);
          boolean opened = false;
          for (int size = 0; size < frame.length; size++) {
            opened |= receiver(call).opens(Arrays.copyOf(frame, size));
          }
          return opened;
        },
        Flaw.SHORT_TAGS_ACCEPTED);
  }

  /** The same frame in every longer spelling of its header, sent after the frame itself. */
  @Test
  void replayedInLongerSpellingsOfTheHeader() {
    Trial.onCalls(
        call -> {
          byte[] frame = frame(call);
          receiver(call).open(frame);
          boolean opened = false;
          for (int kidBytes = 0; kidBytes <= 8; kidBytes++) {
            for (int ctrBytes = 0; ctrBytes <= 8; ctrBytes++) {
              byte[] header = spelled(Bytes.headerOf(frame).kid(), kidBytes, ctrBytes);
              opened |= receiver(call).opens(Bytes.join(header, Bytes.bodyOf(frame)));
            }
          }
          return opened;
        },
        Flaw.LONG_HEADERS_ACCEPTED,
        Flaw.REPLAYS_TOLD_BY_BYTES);
  }

  /** KID and counter 0 in so many bytes; 0 stands for the bits of the first one. */
  private static byte[] spelled(long kid, int kidBytes, int ctrBytes) {
    byte[] header = new byte[1 + kidBytes + ctrBytes];
    header[0] = (byte) (kidBytes == 0 ? kid << 4 : 0x80 | (kidBytes - 1) << 4);
    header[0] |= (byte) (ctrBytes == 0 ? 0 : 0x08 | ctrBytes - 1);
    if (kidBytes > 0) {
      header[kidBytes] = (byte) kid;
    }
    return header;
  }

  /** A wrong tag, to see what a receiver's output holds then: nothing of the plaintext. */
  @Test
  void readingWhatARefusedFrameLeavesBehind() {
    Trial.onCalls(
        call -> {
          byte[] frame = frame(call);
          int lastBit = frame.length * Byte.SIZE - 1;
          Receiver receiver = receiver(call);
          boolean refused = !receiver.opens(Bytes.flipBit(frame, lastBit));
          byte[] left = Arrays.copyOf(receiver.output(), PAYLOAD.length);
          return refused && !Arrays.equals(left, new byte[PAYLOAD.length]);
        },
        Flaw.PLAINTEXT_LEFT);
  }
}
