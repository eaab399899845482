package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Epochs that begin with a key frame. */
class KeyFrameEpochTest {

  private final CallPair call = new CallPair();
  private final FrameSealer video = call.caller.sealer(MediaStream.VIDEO);

  KeyFrameEpochTest() {
    video.switchEpochsOnKeyFrames();
  }

  @AfterEach
  void close() {
    call.close();
  }

  /** Seals a frame that must open; the answer is its epoch. */
  private long epochOfNextFrame() {
    byte[] frame = Frames.seal(video);
    assertThat(Opened.statusBy(call.callee.opener(), frame)).isEqualTo(OpenStatus.OPENED);
    return FrameHeader.parse(frame).orElseThrow().kid() >>> 3;
  }

  @Test
  @DisplayName("R5-2: \"A sealer that waits for key frames MUST NOT switch before the next one\"")
  void waitsForTheKeyFrame() {
    call.rotate();
    assertThat(epochOfNextFrame()).isZero();
    assertThat(epochOfNextFrame()).isZero();
    assertThat(video.kid()).isEqualTo(2);
    video.beforeKeyFrame();
    assertThat(epochOfNextFrame()).isEqualTo(1);
    assertThat(video.kid()).isEqualTo(10);
    video.beforeKeyFrame();
    assertThat(epochOfNextFrame()).isEqualTo(1);
  }

  @Test
  void otherStreamsSwitchAtOnce() {
    FrameSealer audio = call.caller.sealer(MediaStream.AUDIO);
    call.rotate();
    assertThat(audio.kid()).isEqualTo(8);
    assertThat(video.kid()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "R5-2: \"if a second epoch is activated while the first still waits, it switches at once\"")
  void neverLagsByMoreThanAnEpoch() {
    call.rotate();
    call.rotate();
    assertThat(epochOfNextFrame()).isEqualTo(2);
    call.rotate();
    assertThat(epochOfNextFrame()).isEqualTo(2);
    video.beforeKeyFrame();
    assertThat(epochOfNextFrame()).isEqualTo(3);
  }

  @Test
  void aKeyFrameBetweenStagingAndActivationChangesNothing() {
    call.stage();
    video.beforeKeyFrame();
    assertThat(epochOfNextFrame()).isZero();
    call.caller.activateStagedEpoch();
    assertThat(epochOfNextFrame()).isZero();
    video.beforeKeyFrame();
    assertThat(epochOfNextFrame()).isEqualTo(1);
  }

  @Test
  void theKeyThatWaitedIsWipedWithTheSealer() {
    call.rotate();
    call.caller.close();
    assertThat(call.callerBackend.keysOpen()).isZero();
  }

  @Test
  void theKeyThatWasPassedOverIsWiped() {
    int before = call.callerBackend.keysOpen();
    call.rotate();
    call.rotate();
    // Two more epochs of four receive keys; still one send key.
    assertThat(call.callerBackend.keysOpen()).isEqualTo(before + 8);
  }

  @Test
  @DisplayName("R5-5: no frame is lost although audio is an epoch ahead of video for long")
  void theOldEpochStaysOpenForVideoHoweverLongItTakes() {
    FrameSealer audio = call.caller.sealer(MediaStream.AUDIO);
    assertThat(epochOfNextFrame()).isZero();
    call.rotate();
    for (int i = 0; i < 100; i++) {
      assertThat(Opened.statusBy(call.callee.opener(), Frames.seal(audio)))
          .isEqualTo(OpenStatus.OPENED);
      assertThat(epochOfNextFrame()).isZero();
      call.clock.advance(CallPair.GRACE);
    }
    video.beforeKeyFrame();
    assertThat(epochOfNextFrame()).isEqualTo(1);
  }
}
