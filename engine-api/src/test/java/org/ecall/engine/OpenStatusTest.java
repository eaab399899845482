package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecall.engine.Frames.PAYLOAD;

import java.util.Arrays;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an opener says of a frame, and what it leaves in result and output. */
class OpenStatusTest {

  private static final long KID = 0x1234;
  private static final byte CANARY = (byte) 0xa5;

  private final MediaEngine engine =
      TestEngines.open(TestEngines.OPTIONS.withReplayWindowFrames(64));
  private final BaseKey key = TestEngines.freshBaseKey();
  private final FrameSealer sealer = engine.newSealer(KID, key);
  private final FrameOpener opener = engine.newOpener();
  private final OpenResult result = new OpenResult();
  private final byte[] out = new byte[100];

  OpenStatusTest() {
    opener.addKey(KID, key);
  }

  @AfterEach
  void close() {
    key.close();
    engine.close();
  }

  private OpenStatus open(byte[] frame) {
    Arrays.fill(out, CANARY);
    OpenStatus answer = opener.open(frame, 0, frame.length, out, 0, result);
    assertThat(result.status()).isEqualTo(answer);
    return answer;
  }

  private void assertRefused(byte[] frame, OpenStatus reason, long kid, long ctr) {
    assertThat(open(frame)).isEqualTo(reason);
    assertThat(result.sizeBytes()).isZero();
    assertThat(result.kid()).isEqualTo(kid);
    assertThat(result.ctr()).isEqualTo(ctr);
    assertThat(result).asString().contains(reason.name(), Long.toString(ctr));
  }

  private void assertOutputAsItWas() {
    for (byte b : out) {
      assertThat(b).isEqualTo(CANARY);
    }
  }

  @Test
  void opened() {
    Frames.seal(sealer);
    assertThat(open(Frames.seal(sealer))).isEqualTo(OpenStatus.OPENED);
    assertThat(result.sizeBytes()).isEqualTo(PAYLOAD.length);
    assertThat(result.kid()).isEqualTo(KID);
    assertThat(result.ctr()).isEqualTo(1);
    assertThat(result).asString().isEqualTo("OpenResult[OPENED, 21 bytes, KID 4660, CTR 1]");
    assertThat(Arrays.copyOf(out, PAYLOAD.length)).isEqualTo(PAYLOAD);
  }

  @Test
  void anEmptyPayloadOpensToo() {
    assertThat(open(Frames.seal(sealer, new byte[0]))).isEqualTo(OpenStatus.OPENED);
    assertThat(result.sizeBytes()).isZero();
    assertOutputAsItWas();
  }

  @Test
  void aNewResultSaysMalformed() {
    assertThat(result.status()).isEqualTo(OpenStatus.MALFORMED);
    assertThat(result.sizeBytes()).isZero();
    assertThat(result).asString().isEqualTo("OpenResult[MALFORMED]");
  }

  @Test
  void malformed() {
    byte[] genuine = Frames.seal(sealer);
    for (int size = 0; size < FrameOpener.MIN_FRAME_BYTES; size++) {
      assertThat(open(Arrays.copyOf(genuine, size))).isEqualTo(OpenStatus.MALFORMED);
    }
    byte[] notMinimal = Frames.forged(KID, 9);
    notMinimal[1] = 0;
    assertThat(open(notMinimal)).isEqualTo(OpenStatus.MALFORMED);
    assertThat(result).asString().isEqualTo("OpenResult[MALFORMED]");
    assertThat(result.sizeBytes()).isZero();
    assertOutputAsItWas();
  }

  @Test
  @DisplayName("R2-2: a header \"that does not end 16 bytes before the frame does\" is malformed")
  void aFrameWhoseHeaderLeavesNoRoomForTheTagIsMalformed() {
    for (int bytes = 0; bytes < CipherSuite.TAG_SIZE_BYTES; bytes++) {
      byte[] frame = Frames.forged(-1, -1, bytes);
      assertThat(open(frame)).isEqualTo(OpenStatus.MALFORMED);
    }
    assertThat(open(Frames.forged(-1, -1, 16))).isEqualTo(OpenStatus.UNKNOWN_KID);
  }

  @Test
  void unknownKid() {
    assertRefused(Frames.forged(KID + 1, 9), OpenStatus.UNKNOWN_KID, KID + 1, 9);
    assertOutputAsItWas();
  }

  @Test
  void epochRetired() {
    byte[] frame = Frames.seal(sealer);
    opener.retireKey(KID);
    assertRefused(frame, OpenStatus.EPOCH_RETIRED, KID, 0);
    assertOutputAsItWas();
  }

  @Test
  void tooOld() {
    byte[] old = Frames.seal(sealer);
    assertThat(open(Frames.genuine(key, KID, 64))).isEqualTo(OpenStatus.OPENED);
    assertRefused(old, OpenStatus.TOO_OLD, KID, 0);
    assertOutputAsItWas();
  }

  @Test
  void replayed() {
    byte[] frame = Frames.seal(sealer);
    assertThat(open(frame)).isEqualTo(OpenStatus.OPENED);
    assertRefused(frame, OpenStatus.REPLAYED, KID, 0);
    assertOutputAsItWas();
  }

  @Test
  @DisplayName("R6-4: \"nothing of the plaintext is left in the output\"")
  void notAuthentic() {
    byte[] forged = Frames.flipBit(Frames.seal(sealer), 8 * 30);
    assertRefused(forged, OpenStatus.NOT_AUTHENTIC, KID, 0);
    assertThat(Arrays.copyOf(out, PAYLOAD.length)).containsOnly(0);
    for (int i = PAYLOAD.length; i < out.length; i++) {
      assertThat(out[i]).isEqualTo(CANARY);
    }
  }

  @Test
  void ownDirection() {
    try (CallPair call = new CallPair()) {
      byte[] frame = Frames.seal(call.caller.sealer(MediaStream.VIDEO));
      call.caller.opener().open(frame, 0, frame.length, out, 0, result);
      assertThat(result.status()).isEqualTo(OpenStatus.OWN_DIRECTION);
      assertThat(result.sizeBytes()).isZero();
      assertThat(result.kid()).isEqualTo(2);
    }
  }

  @Test
  void oneResultServesOneFrameAfterAnother() {
    byte[] frame = Frames.seal(sealer);
    assertThat(open(frame)).isEqualTo(OpenStatus.OPENED);
    assertThat(open(new byte[3])).isEqualTo(OpenStatus.MALFORMED);
    assertThat(result.sizeBytes()).isZero();
    assertThat(open(Frames.seal(sealer))).isEqualTo(OpenStatus.OPENED);
    assertThat(result.sizeBytes()).isEqualTo(PAYLOAD.length);
  }
}
