package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.ecall.engine.event.EngineEvent.RekeyAdvised;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The budget of a KID, as a sealer keeps it. */
class SealLimitTest {

  private final RecordedEvents events = new RecordedEvents();

  private MediaEngine engine(SealLimits limits) {
    return TestEngines.open(TestEngines.OPTIONS.withSealLimits(limits).withListener(events));
  }

  private static void assertExhausted(FrameSealer sealer, int size) {
    byte[] out = new byte[size + FrameSealer.MAX_OVERHEAD_BYTES];
    assertThatExceptionOfType(SealLimitException.class)
        .isThrownBy(() -> sealer.seal(new byte[size], 0, size, out, 0))
        .withMessageContaining("KID 9 ");
    assertThat(out).containsOnly(0);
  }

  @Test
  @DisplayName("R4-3: \"A frame of n bytes takes ceil(n / 16) + 1 blocks\", refused beyond 2^36")
  void countsThePayloadsBlocksAndTheTagMask() {
    int[] sizes = {0, 1, 15, 16, 17, 160, 161};
    long[] blocks = {1, 2, 2, 2, 3, 11, 12};
    for (int i = 0; i < sizes.length; i++) {
      try (BaseKey key = TestEngines.freshBaseKey();
          MediaEngine engine = engine(new SealLimits(1, blocks[i] * 3, 1_000))) {
        FrameSealer sealer = engine.newSealer(9, key);
        for (int frame = 0; frame < 3; frame++) {
          Frames.seal(sealer, new byte[sizes[i]]);
        }
        assertExhausted(sealer, sizes[i]);
        assertExhausted(sealer, 0);
      }
    }
  }

  @Test
  @DisplayName("R4-3: \"rekeying is advised, once\"; sealing goes on")
  void advisesARekeyOnceAndGoesOn() {
    try (BaseKey key = TestEngines.freshBaseKey();
        MediaEngine engine = engine(new SealLimits(10, 20, 1_000))) {
      FrameSealer sealer = engine.newSealer(9, key);
      for (int frame = 1; frame <= 10; frame++) {
        Frames.seal(sealer, new byte[16]);
        assertThat(events.all()).isEqualTo(frame < 5 ? List.of() : List.of(new RekeyAdvised(9)));
      }
      assertExhausted(sealer, 16);
      assertThat(events.all()).hasSize(1);
    }
  }

  @Test
  void aRefusedFrameLeavesItsInputAsItWasWhereItOverlaps() {
    try (BaseKey key = TestEngines.freshBaseKey();
        MediaEngine engine = engine(new SealLimits(1, 1, 1))) {
      FrameSealer sealer = engine.newSealer(9, key);
      Frames.seal(sealer, new byte[0]);
      byte[] memory = TestEngines.random(100);
      byte[] before = memory.clone();
      assertThatExceptionOfType(SealLimitException.class)
          .isThrownBy(() -> sealer.seal(memory, 5, 20, memory, 0));
      assertThat(memory).isEqualTo(before);
    }
  }

  @Test
  void oneKidsBudgetIsNotAnothers() {
    try (BaseKey key = TestEngines.freshBaseKey();
        MediaEngine engine = engine(new SealLimits(1, 100, 1))) {
      FrameSealer first = engine.newSealer(9, key);
      FrameSealer second = engine.newSealer(10, key);
      Frames.seal(first);
      assertExhausted(first, 5);
      Frames.seal(second);
    }
  }

  @Test
  @DisplayName("R4-3: \"2^36 blocks and 2^32 frames; rekeying is advised, once, at 2^35 blocks\"")
  void theLimitsAreThoseOfTheProtocol() {
    assertThat(SealLimits.DEFAULT).isEqualTo(new SealLimits(1L << 35, 1L << 36, 1L << 32));
    assertThat(EngineOptions.defaults().sealLimits()).isEqualTo(SealLimits.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "34359738369, 1, 1",
    "1, 68719476737, 1",
    "1, 1, 4294967297",
    "0, 1, 1",
    "1, 0, 1",
    "1, 1, 0",
    "-1, 1, 1",
    "1, -1, 1",
    "1, 1, -1",
    "9223372036854775807, 1, 1",
  })
  @DisplayName("R4-3: \"The limits can be lowered and MUST NOT be raised.\" R8-1: never offered")
  void sealLimitsCannotBeRaised(long advised, long blocks, long frames) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SealLimits(advised, blocks, frames))
        .withMessageContaining("lowered");
  }

  @ParameterizedTest
  @CsvSource({"1048577, 1", "1, 68719476737", "0, 1", "1, 0", "-1, 1", "1, -1"})
  @DisplayName("R4-4: the numbers of failed opens can be lowered and not raised")
  void openLimitsCannotBeRaised(long alarm, long rekey) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OpenLimits(alarm, rekey))
        .withMessageContaining("lowered");
  }

  @Test
  void aFrameThatIsTooLargeIsRefusedAndASmallerOneStillFits() {
    try (BaseKey key = TestEngines.freshBaseKey();
        MediaEngine engine = engine(new SealLimits(1, 2, 10))) {
      FrameSealer sealer = engine.newSealer(9, key);
      assertExhausted(sealer, 17);
      assertThat(FrameHeader.parse(Frames.seal(sealer, new byte[16])))
          .contains(new FrameHeader(9, 0));
      assertExhausted(sealer, 0);
    }
  }
}
