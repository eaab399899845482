package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys change while frames flow. */
class RotationUnderLoadTest {

  private static final int ROTATIONS = 60;

  /** What a thread seals at least, and at most: no epoch outgrows the replay window. */
  private static final int LEAST_FRAMES = 300;

  private static final int MOST_FRAMES = 10_000;

  @Test
  @DisplayName("R5-5: \"A rotation in a running call MUST NOT lose a frame\", from several threads")
  void everyFrameThatIsSealedOpens() {
    EngineOptions options = TestEngines.OPTIONS.withReplayWindowFrames(65_536);
    try (CallPair call = new CallPair(options)) {
      List<FrameSealer> sealers =
          List.of(
              call.caller.sealer(MediaStream.AUDIO),
              call.caller.sealer(MediaStream.AUDIO),
              call.caller.sealer(MediaStream.VIDEO));
      sealers.getLast().switchEpochsOnKeyFrames();
      Queue<byte[]> wire = new ConcurrentLinkedQueue<>();
      var sealing = new AtomicInteger(sealers.size());
      var rotated = new AtomicInteger();
      Together.run(
          sealers.size() + 2,
          thread -> {
            if (thread < sealers.size()) {
              sealWhileRotating(sealers.get(thread), wire, rotated);
              sealing.decrementAndGet();
            } else if (thread == sealers.size()) {
              for (int i = 0; i < ROTATIONS; i++) {
                call.rotate();
                rotated.incrementAndGet();
              }
            } else {
              openAll(call.callee.opener(), wire, sealing);
            }
          });
      assertThat(call.caller.newestEpoch()).isEqualTo(ROTATIONS);
      assertThat(Opened.by(call.callee.opener(), Frames.seal(sealers.getFirst())).kid)
          .isEqualTo((long) ROTATIONS << 3);
    }
  }

  private static void sealWhileRotating(
      FrameSealer sealer, Queue<byte[]> wire, AtomicInteger rotated) {
    for (int frames = 0; frames < LEAST_FRAMES || rotated.get() < ROTATIONS; ) {
      if (frames < MOST_FRAMES) {
        wire.add(Frames.seal(sealer));
        frames++;
      }
      if (frames % 10 == 0) {
        sealer.beforeKeyFrame();
      }
    }
  }

  private static void openAll(FrameOpener opener, Queue<byte[]> wire, AtomicInteger sealing) {
    int opened = 0;
    while (true) {
      boolean last = sealing.get() == 0;
      for (byte[] frame = wire.poll(); frame != null; frame = wire.poll()) {
        Opened answer = Opened.by(opener, frame);
        assertThat(answer.status).isEqualTo(OpenStatus.OPENED);
        assertThat(answer.plaintext).isEqualTo(Frames.PAYLOAD);
        opened++;
      }
      if (last) {
        assertThat(opened).isGreaterThanOrEqualTo(3 * LEAST_FRAMES);
        return;
      }
    }
  }
}
