package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ecall.engine.event.EngineEvent.AuthenticationAlarm;
import org.ecall.engine.event.EngineEvent.RekeyDemanded;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged frames: they get nothing, move nothing and mute nobody. */
class ForgeryTest {

  private static final long KID = 0x123;

  private final RecordedEvents events = new RecordedEvents();
  private final MediaEngine engine =
      TestEngines.open(
          TestEngines.OPTIONS
              .withReplayWindowFrames(64)
              .withOpenLimits(new OpenLimits(10, 25))
              .withListener(events));
  private final BaseKey key = TestEngines.freshBaseKey();
  private final FrameSealer sealer = engine.newSealer(KID, key);
  private final FrameOpener opener = engine.newOpener();

  ForgeryTest() {
    opener.addKey(KID, key);
  }

  @AfterEach
  void close() {
    key.close();
    engine.close();
  }

  private void forge(long ctr) {
    assertThat(Opened.statusBy(opener, Frames.forged(KID, ctr)))
        .isEqualTo(OpenStatus.NOT_AUTHENTIC);
  }

  private void genuineOpens() {
    assertThat(Opened.statusBy(opener, Frames.seal(sealer))).isEqualTo(OpenStatus.OPENED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 63, 64, 65, 1_000_000, 0xffff_ffffL, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  @DisplayName(
      "R6-5: \"a forged frame MUST NOT move the window\", however far in the future it claims to"
          + " be")
  void aForgedFarFutureCounterDoesNotMoveTheWindow(long ahead) {
    byte[] early = Frames.seal(sealer);
    genuineOpens();
    forge(1 + ahead == 1 ? 2 : ahead == -1 ? -1 : 1 + ahead);
    assertThat(Opened.statusBy(opener, early)).isEqualTo(OpenStatus.OPENED);
    genuineOpens();
  }

  @Test
  @DisplayName(
      "R6-6: \"The first authentic frame may be anywhere.\" A forged one is no first, R6-5")
  void aForgedFirstFrameDoesNotStartTheWindow() {
    forge(-1);
    forge(5_000);
    genuineOpens();
  }

  @Test
  @DisplayName("R6-4: \"nothing changes but the count of failures\"")
  void aForgedFrameDoesNotTakeTheCounterOfTheGenuineOne() {
    byte[] genuine = Frames.seal(sealer);
    for (int i = 0; i < 50; i++) {
      assertThat(Opened.statusBy(opener, Frames.flipBit(genuine, 60)))
          .isEqualTo(OpenStatus.NOT_AUTHENTIC);
    }
    assertThat(Opened.statusBy(opener, genuine)).isEqualTo(OpenStatus.OPENED);
  }

  @Test
  @DisplayName(
      "R4-4: alarm and demand are \"both told once. They MUST NOT disable a key: whoever forwards"
          + " garbage could mute anybody.\"")
  void garbageRaisesOneAlarmAndOneDemandAndMutesNobody() {
    for (int failures = 1; failures <= 200; failures++) {
      forge(failures);
      assertThat(events.of(AuthenticationAlarm.class)).hasSize(failures >= 10 ? 1 : 0);
      assertThat(events.of(RekeyDemanded.class)).hasSize(failures >= 25 ? 1 : 0);
      genuineOpens();
    }
    assertThat(events.all())
        .isEqualTo(List.of(new AuthenticationAlarm(KID, 10), new RekeyDemanded(KID, 25)));
  }

  @Test
  void onlyFailedAuthenticationCounts() {
    byte[] genuine = Frames.seal(sealer);
    genuineOpens();
    assertThat(Opened.statusBy(opener, genuine)).isEqualTo(OpenStatus.OPENED);
    for (int i = 0; i < 30; i++) {
      assertThat(Opened.statusBy(opener, genuine)).isEqualTo(OpenStatus.REPLAYED);
      assertThat(Opened.statusBy(opener, Frames.forged(KID + 1, i)))
          .isEqualTo(OpenStatus.UNKNOWN_KID);
      assertThat(Opened.statusBy(opener, new byte[i]))
          .isIn(OpenStatus.MALFORMED, OpenStatus.UNKNOWN_KID);
      genuineOpens();
    }
    assertThat(events.all()).isEmpty();
  }

  @Test
  @DisplayName("R4-4: \"Failed opens are counted for each KID\"")
  void failuresOfOneKidAreNotThoseOfAnother() {
    opener.addKey(KID + 1, key);
    for (int i = 0; i < 9; i++) {
      forge(i);
      assertThat(Opened.statusBy(opener, Frames.forged(KID + 1, i)))
          .isEqualTo(OpenStatus.NOT_AUTHENTIC);
    }
    assertThat(events.all()).isEmpty();
    forge(9);
    assertThat(events.all()).isEqualTo(List.of(new AuthenticationAlarm(KID, 10)));
  }

  @Test
  void theAlarmIsRaisedOnceWhenSeveralThreadsAreFlooded() {
    Together.run(
        4,
        thread -> {
          for (int i = 0; i < 500; i++) {
            forge(i);
          }
        });
    assertThat(events.of(AuthenticationAlarm.class)).hasSize(1);
    assertThat(events.of(RekeyDemanded.class)).hasSize(1);
    genuineOpens();
  }

  @Test
  @DisplayName("R4-4: \"an alarm at 2^20, rekeying demanded at 2^36\"")
  void theLimitsAreThoseOfTheProtocol() {
    assertThat(OpenLimits.DEFAULT).isEqualTo(new OpenLimits(1L << 20, 1L << 36));
    assertThat(EngineOptions.defaults().openLimits()).isEqualTo(OpenLimits.DEFAULT);
  }
}
