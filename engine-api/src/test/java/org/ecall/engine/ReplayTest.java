package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that come again, late, or in any order. */
class ReplayTest {

  private static final long KID = 3;

  private final BaseKey key = TestEngines.freshBaseKey();

  @AfterEach
  void close() {
    key.close();
  }

  private FrameOpener opener(MediaEngine engine) {
    FrameOpener opener = engine.newOpener();
    opener.addKey(KID, key);
    return opener;
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 1_024})
  @DisplayName(
      "R6-6: \"The window covers the highest counter seen and those less than its size below it\"")
  void theWindowOfAnOpenerHasTheSizeOfItsOptions(int frames) {
    EngineOptions options = TestEngines.OPTIONS.withReplayWindowFrames(frames);
    try (MediaEngine engine = TestEngines.open(options)) {
      FrameOpener opener = opener(engine);
      long highest = 5_000;
      assertThat(open(opener, highest)).isEqualTo(OpenStatus.OPENED);
      assertThat(open(opener, highest - frames)).isEqualTo(OpenStatus.TOO_OLD);
      assertThat(open(opener, highest - frames + 1)).isEqualTo(OpenStatus.OPENED);
      assertThat(open(opener, highest - frames + 1)).isEqualTo(OpenStatus.REPLAYED);
      assertThat(open(opener, highest)).isEqualTo(OpenStatus.REPLAYED);
    }
  }

  private OpenStatus open(FrameOpener opener, long ctr) {
    return Opened.statusBy(opener, Frames.genuine(key, KID, ctr));
  }

  @Test
  @DisplayName("R6-6: \"1,024 frames unless configured\"")
  void theDefaultIsTheProtocols() {
    try (MediaEngine engine = TestEngines.open()) {
      FrameOpener opener = opener(engine);
      assertThat(open(opener, 2_000)).isEqualTo(OpenStatus.OPENED);
      assertThat(open(opener, 2_000 - 1_024)).isEqualTo(OpenStatus.TOO_OLD);
      assertThat(open(opener, 2_000 - 1_023)).isEqualTo(OpenStatus.OPENED);
      assertThat(open(opener, 2_000)).isEqualTo(OpenStatus.REPLAYED);
    }
  }

  @Test
  void shuffledAndDoubledFramesOpenOnceEach() {
    try (MediaEngine engine = TestEngines.open()) {
      FrameOpener opener = opener(engine);
      FrameSealer sealer = engine.newSealer(KID, key);
      List<byte[]> frames = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        byte[] frame = Frames.seal(sealer);
        frames.add(frame);
        frames.add(frame);
      }
      Collections.shuffle(frames, new Random(1));
      List<OpenStatus> answers =
          frames.stream().map(frame -> Opened.statusBy(opener, frame)).toList();
      assertThat(answers).filteredOn(OpenStatus.OPENED::equals).hasSize(1_000);
      assertThat(answers).filteredOn(OpenStatus.REPLAYED::equals).hasSize(1_000);
    }
  }

  @Test
  @DisplayName("R6-3: \"the window of its KID\"")
  void aFarCounterOfOneStreamDoesNotMoveTheWindowOfAnother() {
    try (CallPair call = new CallPair(TestEngines.OPTIONS.withReplayWindowFrames(64))) {
      FrameOpener opener = call.callee.opener();
      byte[] video = Frames.seal(call.caller.sealer(MediaStream.VIDEO));
      for (int i = 0; i < 200; i++) {
        byte[] audio = Frames.seal(call.caller.sealer(MediaStream.AUDIO));
        assertThat(Opened.statusBy(opener, audio)).isEqualTo(OpenStatus.OPENED);
      }
      assertThat(Opened.statusBy(opener, video)).isEqualTo(OpenStatus.OPENED);
    }
  }

  @Test
  @DisplayName("R6-7: \"A KID whose key was retired MUST NOT get a key again in the same opener.\"")
  void aRetiredKidCannotComeBackWithAnEmptyWindow() {
    try (MediaEngine engine = TestEngines.open()) {
      FrameOpener opener = opener(engine);
      byte[] frame = Frames.genuine(key, KID, 0);
      assertThat(Opened.statusBy(opener, frame)).isEqualTo(OpenStatus.OPENED);
      assertThatIllegalStateException().isThrownBy(() -> opener.addKey(KID, key));
      assertThat(Opened.statusBy(opener, frame)).isEqualTo(OpenStatus.REPLAYED);
      opener.retireKey(KID);
      assertThatIllegalStateException().isThrownBy(() -> opener.addKey(KID, key));
      assertThat(Opened.statusBy(opener, frame)).isEqualTo(OpenStatus.EPOCH_RETIRED);
    }
  }
}
