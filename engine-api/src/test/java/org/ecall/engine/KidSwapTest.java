package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A frame under a name that is not its sealer's. */
class KidSwapTest {

  private static byte[] withKid(byte[] frame, long kid) {
    FrameHeader was = FrameHeader.parse(frame).orElseThrow();
    byte[] body = Arrays.copyOfRange(frame, was.encode().length, frame.length);
    byte[] header = new FrameHeader(kid, was.ctr()).encode();
    byte[] swapped = Arrays.copyOf(header, header.length + body.length);
    System.arraycopy(body, 0, swapped, header.length, body.length);
    return swapped;
  }

  @Test
  @DisplayName("R2-5: key and salt \"MUST differ between KIDs and between suites\"")
  void theSameBaseKeyUnderAnotherKidIsAnotherKey() {
    try (MediaEngine engine = TestEngines.open();
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(7, key);
      opener.addKey(8, key);
      byte[] frame = Frames.seal(engine.newSealer(7, key));
      assertThat(Opened.statusBy(opener, withKid(frame, 8))).isEqualTo(OpenStatus.NOT_AUTHENTIC);
      assertThat(Opened.statusBy(opener, frame)).isEqualTo(OpenStatus.OPENED);
    }
  }

  @Test
  void anotherSendersNameOverAFrame() {
    try (MediaEngine engine = TestEngines.open();
        BaseKey alice = TestEngines.freshBaseKey();
        BaseKey mallory = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(1, alice);
      opener.addKey(2, mallory);
      byte[] frame = Frames.seal(engine.newSealer(2, mallory));
      assertThat(Opened.statusBy(opener, withKid(frame, 1))).isEqualTo(OpenStatus.NOT_AUTHENTIC);
      Opened opened = Opened.by(opener, frame);
      assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
      assertThat(opened.kid).isEqualTo(2);
    }
  }

  @Test
  void twoSendersThatClaimTheSameKid() {
    try (MediaEngine engine = TestEngines.open();
        BaseKey alice = TestEngines.freshBaseKey();
        BaseKey mallory = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(1, alice);
      assertThat(Opened.statusBy(opener, Frames.seal(engine.newSealer(1, mallory))))
          .isEqualTo(OpenStatus.NOT_AUTHENTIC);
      assertThat(Opened.statusBy(opener, Frames.seal(engine.newSealer(1, alice))))
          .isEqualTo(OpenStatus.OPENED);
    }
  }

  @Test
  void anotherSuiteIsAnotherKey() {
    CipherSuite suite4 = CipherSuite.AES_128_GCM_SHA256_128;
    try (MediaEngine engine = TestEngines.open();
        MediaEngine other = TestEngines.open(TestEngines.OPTIONS.withSuite(suite4));
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(1, key);
      assertThat(Opened.statusBy(opener, Frames.seal(other.newSealer(1, key))))
          .isEqualTo(OpenStatus.NOT_AUTHENTIC);
    }
  }

  @Test
  void everyOtherStreamAndEpochOfACall() {
    try (CallPair call = new CallPair()) {
      call.rotate();
      byte[] frame = Frames.seal(call.caller.sealer(MediaStream.VIDEO));
      for (int epoch = 0; epoch < 2; epoch++) {
        for (MediaStream stream : MediaStream.values()) {
          var kid = new CallKid(epoch, stream, Direction.CALLER_TO_CALLEE);
          if (epoch == 0 || stream != MediaStream.VIDEO) {
            assertThat(Opened.statusBy(call.callee.opener(), withKid(frame, kid.value())))
                .isEqualTo(OpenStatus.NOT_AUTHENTIC);
          }
        }
      }
      assertThat(Opened.statusBy(call.callee.opener(), frame)).isEqualTo(OpenStatus.OPENED);
    }
  }
}
