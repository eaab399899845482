package org.ecall.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.event.EngineEvent.RekeyAdvised;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One stream sealed by several threads. */
class ConcurrentSealingTest {

  private static final int THREADS = 8;
  private static final long KID = 77;

  private final BaseKey key = TestEngines.freshBaseKey();

  @AfterEach
  void close() {
    key.close();
  }

  /** Each payload says which thread made it and how many it made before. */
  private static byte[] payload(int thread, int number) {
    return (thread + ":" + number).getBytes(US_ASCII);
  }

  @Test
  @DisplayName("R4-1: \"N seals from any number of threads MUST give N distinct values\"")
  void everyFrameOpensAndEveryCounterIsTakenOnce() {
    int framesPerThread = 1_000;
    EngineOptions options = TestEngines.OPTIONS.withReplayWindowFrames(THREADS * framesPerThread);
    try (MediaEngine engine = TestEngines.open(options)) {
      FrameSealer sealer = engine.newSealer(KID, key);
      List<List<byte[]>> sealed =
          Together.call(
              THREADS,
              thread -> {
                List<byte[]> mine = new ArrayList<>();
                for (int i = 0; i < framesPerThread; i++) {
                  byte[] metadata = new byte[i % 3];
                  mine.add(Frames.seal(sealer, payload(thread, i), metadata));
                }
                return mine;
              });
      FrameOpener opener = engine.newOpener();
      opener.addKey(KID, key);
      boolean[] taken = new boolean[THREADS * framesPerThread];
      for (int thread = 0; thread < THREADS; thread++) {
        for (int i = 0; i < framesPerThread; i++) {
          Opened opened = Opened.by(opener, sealed.get(thread).get(i), new byte[i % 3]);
          assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
          assertThat(opened.plaintext).isEqualTo(payload(thread, i));
          assertThat(taken[(int) opened.ctr]).isFalse();
          taken[(int) opened.ctr] = true;
        }
      }
      assertThat(taken).doesNotContain(false);
    }
  }

  @Test
  @DisplayName("R4-1: \"N distinct values, then an error, never a wrap\", at a lowered limit")
  void theLimitIsReachedExactlyAndThenEveryThreadIsRefused() {
    int limit = 1_000;
    var events = new RecordedEvents();
    EngineOptions options =
        TestEngines.OPTIONS
            .withSealLimits(new SealLimits(3 * limit / 2, 1L << 36, limit))
            .withListener(events);
    try (MediaEngine engine = TestEngines.open(options)) {
      FrameSealer sealer = engine.newSealer(KID, key);
      boolean[] taken = new boolean[limit];
      var refusals = new AtomicInteger();
      Together.run(
          THREADS,
          thread -> {
            byte[] out = new byte[100];
            for (int i = 0; i < limit; i++) {
              try {
                sealer.seal(Frames.PAYLOAD, 0, 16, out, 0);
                int ctr = (int) FrameHeader.parse(out).orElseThrow().ctr();
                synchronized (taken) {
                  assertThat(taken[ctr]).isFalse();
                  taken[ctr] = true;
                }
              } catch (SealLimitException e) {
                refusals.incrementAndGet();
                assertThat(e).hasMessageContaining("KID 77 has sealed 1000 frames and 2000 blocks");
              }
            }
          });
      assertThat(taken).doesNotContain(false);
      assertThat(refusals).hasValue((THREADS - 1) * limit);
      assertThat(events.all()).isEqualTo(List.of(new RekeyAdvised(KID)));
    }
  }
}
