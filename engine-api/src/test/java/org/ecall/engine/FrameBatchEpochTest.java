package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Batches whose keys change while they are filled or run, and events on the way. */
class FrameBatchEpochTest {

  private final AtomicReference<Consumer<EngineEvent>> listener =
      new AtomicReference<>(event -> {});
  private final BatchHookBackend backend = new BatchHookBackend();
  private final RecordedEvents events = new RecordedEvents();
  private final MediaEngine engine = open(TestEngines.OPTIONS);
  private final FrameBatch batch = engine.newBatch(8);

  private MediaEngine open(EngineOptions options) {
    return TestEngines.open(
        options.withListener(
            event -> {
              events.accept(event);
              listener.get().accept(event);
            }),
        backend);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private CallSession call(MediaEngine of, CallRole role, SessionSecret secret) {
    return of.openCall(role, secret);
  }

  @Test
  @DisplayName("R5-5: an epoch that is activated before or during a run loses no frame")
  void anEpochIsActivated() {
    try (SessionSecret secret = TestEngines.freshSessionSecret()) {
      CallSession caller = call(engine, CallRole.CALLER, secret);
      CallSession callee = call(engine, CallRole.CALLEE, secret);
      FrameSealer audio = caller.sealer(MediaStream.AUDIO);
      for (boolean during : new boolean[] {false, true}) {
        batch.clear();
        var one = BatchedFrames.addSeal(batch, audio, Frames.PAYLOAD);
        var two =
            BatchedFrames.addSeal(
                batch, audio, BatchedFrames.Memory.OVERLAPPING_ARRAYS, Frames.PAYLOAD, (byte) 1);
        callee.stageNextEpoch();
        callee.activateStagedEpoch();
        long epoch = caller.stageNextEpoch();
        if (during) {
          backend.beforeNextRun(caller::activateStagedEpoch);
        } else {
          caller.activateStagedEpoch();
        }
        batch.run();
        assertOpens(callee, one.sealed(batch), epoch, 0);
        assertOpens(callee, two.sealed(batch), epoch, 1, (byte) 1);
      }
    }
  }

  private static void assertOpens(
      CallSession callee, byte[] frame, long epoch, long ctr, byte... metadata) {
    assertThat(FrameHeader.parse(frame)).contains(new FrameHeader(epoch << 3, ctr));
    Opened opened = Opened.by(callee.opener(), frame, metadata);
    assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
    assertThat(opened.plaintext).isEqualTo(Frames.PAYLOAD);
  }

  @Test
  @DisplayName("R5-3: the first frame of an epoch ends the one before it for the rest of a batch")
  void theFirstFrameOfAnEpoch() {
    try (MediaEngine hasty = open(TestEngines.OPTIONS.withGracePeriod(Duration.ZERO));
        SessionSecret secret = TestEngines.freshSessionSecret()) {
      CallSession caller = call(engine, CallRole.CALLER, secret);
      CallSession callee = call(hasty, CallRole.CALLEE, secret);
      FrameSealer audio = caller.sealer(MediaStream.AUDIO);
      byte[][] old = {Frames.seal(audio), Frames.seal(audio)};
      callee.stageNextEpoch();
      caller.stageNextEpoch();
      caller.activateStagedEpoch();
      FrameBatch opening = hasty.newBatch(3);
      var before = BatchedFrames.addOpen(opening, callee.opener(), old[0]);
      var first = BatchedFrames.addOpen(opening, callee.opener(), Frames.seal(audio));
      var behind = BatchedFrames.addOpen(opening, callee.opener(), old[1]);
      opening.run();
      assertThat(before.result.status()).isEqualTo(OpenStatus.OPENED);
      assertThat(first.result.status()).isEqualTo(OpenStatus.OPENED);
      assertThat(behind.result.status()).isEqualTo(OpenStatus.EPOCH_RETIRED);
      var own = BatchedFrames.addOpen(batch, caller.opener(), old[0]);
      batch.run();
      assertThat(own.result.status()).as("R6-2").isEqualTo(OpenStatus.OWN_DIRECTION);
    }
  }

  @Test
  @DisplayName("R4-3: \"What would go beyond MUST be refused\", and nothing else of a batch")
  void aLimitIsAMatterOfItsOwnFrames() {
    try (MediaEngine limited = open(TestEngines.OPTIONS.withSealLimits(new SealLimits(3, 6, 9)));
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameSealer sealer = limited.newSealer(1, key);
      FrameSealer other = limited.newSealer(2, key);
      FrameBatch sealing = limited.newBatch(5);
      var one = BatchedFrames.addSeal(sealing, sealer, new byte[16]);
      var tooLarge = BatchedFrames.addSeal(sealing, sealer, new byte[100]);
      var untouched = BatchedFrames.addSeal(sealing, other, new byte[16]);
      var two = BatchedFrames.addSeal(sealing, sealer, new byte[16]);
      var three = BatchedFrames.addSeal(sealing, sealer, new byte[16]);
      sealing.run();
      assertThatExceptionOfType(SealLimitException.class)
          .isThrownBy(() -> sealing.sealedSizeBytes(tooLarge.index))
          .withMessageContaining("KID 1 ");
      assertThat(tooLarge.out()).containsOnly(BatchedFrames.CANARY);
      assertThat(FrameHeader.parse(one.sealed(sealing))).contains(new FrameHeader(1, 0));
      assertThat(FrameHeader.parse(untouched.sealed(sealing))).contains(new FrameHeader(2, 0));
      assertThat(FrameHeader.parse(two.sealed(sealing))).contains(new FrameHeader(1, 1));
      assertThat(FrameHeader.parse(three.sealed(sealing))).contains(new FrameHeader(1, 2));
      assertThat(events.all()).containsExactly(new EngineEvent.RekeyAdvised(1));
    }
  }

  @Test
  @DisplayName("R4-4: failed opens of a batch are counted as others are, and told")
  void failuresAreCounted() {
    try (MediaEngine wary = open(TestEngines.OPTIONS.withOpenLimits(new OpenLimits(3, 4)));
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = wary.newOpener();
      opener.addKey(1, key);
      FrameBatch opening = wary.newBatch(5);
      for (int i = 0; i < 4; i++) {
        BatchedFrames.addOpen(opening, opener, Frames.forged(1, 9));
      }
      var genuine = BatchedFrames.addOpen(opening, opener, Frames.genuine(key, 1, 9));
      opening.run();
      assertThat(genuine.result.status()).isEqualTo(OpenStatus.OPENED);
      assertThat(events.all())
          .containsExactly(
              new EngineEvent.AuthenticationAlarm(1, 3), new EngineEvent.RekeyDemanded(1, 4));
    }
  }

  @Test
  void aListenerMayCloseEverything() {
    EngineOptions options =
        TestEngines.OPTIONS
            .withSealLimits(new SealLimits(3, 100, 100))
            .withOpenLimits(new OpenLimits(1, 1));
    try (BaseKey key = TestEngines.freshBaseKey()) {
      for (boolean whileSealing : new boolean[] {true, false}) {
        MediaEngine closing = open(options);
        listener.set(event -> closing.close());
        FrameSealer sealer = whileSealing ? closing.newSealer(1, key) : null;
        FrameOpener opener = closing.newOpener();
        opener.addKey(1, key);
        FrameBatch all = closing.newBatch(3);
        if (whileSealing) {
          BatchedFrames.addSeal(all, sealer, new byte[100]);
        }
        var forged = BatchedFrames.addOpen(all, opener, Frames.forged(1, 8));
        var genuine = BatchedFrames.addOpen(all, opener, Frames.genuine(key, 1, 9));
        all.run();
        assertThat(forged.result.status())
            .isEqualTo(whileSealing ? OpenStatus.EPOCH_RETIRED : OpenStatus.NOT_AUTHENTIC);
        assertThat(genuine.result.status())
            .isEqualTo(whileSealing ? OpenStatus.EPOCH_RETIRED : OpenStatus.OPENED);
        if (whileSealing) {
          assertThatExceptionOfType(EngineClosedException.class)
              .isThrownBy(() -> all.sealedSizeBytes(0));
        }
        assertThatExceptionOfType(EngineClosedException.class).isThrownBy(all::clear);
      }
    }
  }
}
