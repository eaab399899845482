package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bit flips, truncation, extension: nothing but the frame that was sealed opens. */
class DamagedFrameTest {

  private static final long KID = 0x2345;
  private static final byte[] METADATA = {9, 8, 7};

  private final MediaEngine engine = TestEngines.open();
  private final BaseKey key = TestEngines.freshBaseKey();
  private final FrameSealer sealer = engine.newSealer(KID, key);
  private final FrameOpener opener = engine.newOpener();

  DamagedFrameTest() {
    opener.addKey(KID, key);
    for (int i = 0; i < 300; i++) {
      Frames.seal(sealer);
    }
  }

  @AfterEach
  void close() {
    key.close();
    engine.close();
  }

  private void assertRefused(byte[] frame, byte... metadata) {
    Opened answer = Opened.by(opener, frame, metadata);
    assertThat(answer.status).isNotEqualTo(OpenStatus.OPENED);
    assertThat(answer.plaintext).isEmpty();
    for (byte left : answer.out) {
      assertThat(left == 0 || left == (byte) 0xa5).isTrue();
    }
  }

  @Test
  void everyFlippedBit() {
    byte[] frame = Frames.seal(sealer, Frames.PAYLOAD, METADATA);
    for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
      assertRefused(Frames.flipBit(frame, bit), METADATA);
    }
    assertThat(Opened.statusBy(opener, frame, METADATA)).isEqualTo(OpenStatus.OPENED);
  }

  @Test
  @DisplayName(
      "R2-4: \"The tag has 16 bytes; its length MUST NOT be negotiated.\" No shorter tag opens")
  void everyTruncationAndEveryExtension() {
    byte[] frame = Frames.seal(sealer);
    for (int size = 0; size < frame.length + 40; size++) {
      if (size != frame.length) {
        assertRefused(Arrays.copyOf(frame, size));
      }
    }
    for (int cut = 1; cut < frame.length; cut++) {
      assertRefused(Arrays.copyOfRange(frame, cut, frame.length));
    }
    assertThat(Opened.statusBy(opener, frame)).isEqualTo(OpenStatus.OPENED);
  }

  @Test
  @DisplayName("R2-3: \"a frame MUST NOT open with other metadata than it was sealed with\"")
  void everyOtherMetadata() {
    byte[] frame = Frames.seal(sealer, Frames.PAYLOAD, METADATA);
    assertRefused(frame);
    assertRefused(frame, (byte) 9, (byte) 8);
    assertRefused(frame, (byte) 9, (byte) 8, (byte) 7, (byte) 0);
    for (int bit = 0; bit < METADATA.length * Byte.SIZE; bit++) {
      assertRefused(frame, Frames.flipBit(METADATA, bit));
    }
    assertThat(Opened.statusBy(opener, frame, METADATA)).isEqualTo(OpenStatus.OPENED);
    assertRefused(Frames.seal(sealer), METADATA);
  }

  @Test
  void metadataIsNotSwallowedByLongMetadataBefore() {
    byte[] longer = TestEngines.random(5_000);
    byte[] shorter = Arrays.copyOf(longer, 4_999);
    assertThat(Opened.statusBy(opener, Frames.seal(sealer, Frames.PAYLOAD, longer), longer))
        .isEqualTo(OpenStatus.OPENED);
    assertThat(Opened.statusBy(opener, Frames.seal(sealer, Frames.PAYLOAD, shorter), shorter))
        .isEqualTo(OpenStatus.OPENED);
    assertRefused(Frames.seal(sealer, Frames.PAYLOAD, longer), shorter);
  }

  @Test
  void aCiphertextOfAnotherFrame() {
    byte[] one = Frames.seal(sealer);
    byte[] other = Frames.seal(sealer);
    byte[] mixed = one.clone();
    System.arraycopy(other, 5, mixed, 5, mixed.length - 5);
    assertRefused(mixed);
    assertThat(Opened.statusBy(opener, other)).isEqualTo(OpenStatus.OPENED);
    assertThat(Opened.statusBy(opener, one)).isEqualTo(OpenStatus.OPENED);
  }
}
