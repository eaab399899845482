package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.Test;

/** A backend that fails while many threads seal and open costs none of them a frame. */
class QuarantineThreadsTest {

  private static final int THREADS = 4;
  private static final int FRAMES = 400;

  @Test
  void threadsInTheMiddleOfTheirFramesLoseNone() throws Exception {
    FailingBackend first = new FailingBackend("native");
    Set<Long> counters = ConcurrentHashMap.newKeySet();
    AtomicInteger opened = new AtomicInteger();
    try (MediaEngine engine =
            MediaEngine.open(
                EngineOptions.defaults(), TestEngines.catalog(first, new FailingBackend("jdk")));
        BaseKey key = TestEngines.freshBaseKey();
        FrameSealer sealer = engine.newSealer(1, key)) {
      first.failAfter(THREADS * FRAMES / 2);
      Together.run(
          THREADS,
          thread -> {
            byte[] payload = TestEngines.random(100);
            byte[] frame = new byte[payload.length + FrameSealer.MAX_OVERHEAD_BYTES];
            byte[] plaintext = new byte[frame.length];
            OpenResult result = new OpenResult();
            try (FrameOpener opener = engine.newOpener()) {
              opener.addKey(1, key);
              for (int i = 0; i < FRAMES; i++) {
                int size = sealer.seal(payload, 0, payload.length, frame, 0);
                if (opener.open(frame, 0, size, plaintext, 0, result) == OpenStatus.OPENED
                    && counters.add(result.ctr())) {
                  opened.incrementAndGet();
                }
              }
            }
          });
      assertThat(opened).hasValue(THREADS * FRAMES);
      assertThat(counters).hasSize(THREADS * FRAMES).allMatch(ctr -> ctr < THREADS * FRAMES);
      assertThat(first.failures()).as("at most a frame of each thread").isBetween(1L, 2L * THREADS);
      assertThat(engine.plan().backends()).containsExactly("jdk");
    }
  }
}
