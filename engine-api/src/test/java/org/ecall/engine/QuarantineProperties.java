package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ecall.engine.key.BaseKey;

/** Whenever a backend fails: every frame is sealed once, under a nonce of its own, and opens. */
class QuarantineProperties {

  static final int MAX_BYTES = 1_500;

  private static MediaEngine open(FailingBackend... backends) {
    return MediaEngine.open(EngineOptions.defaults(), TestEngines.catalog(backends));
  }

  @Property(tries = 50)
  void noFrameIsLostAndNoNonceRepeats(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = MAX_BYTES) Integer> sizes,
      @ForAll @IntRange(max = 60) int firstFailsAfter,
      @ForAll @IntRange(max = 60) int secondFailsAfter) {
    FailingBackend first = new FailingBackend("native");
    FailingBackend second = new FailingBackend("jdk");
    Set<Long> counters = new HashSet<>();
    OpenResult result = new OpenResult();
    try (MediaEngine engine = open(first, second, new FailingBackend("bouncycastle"));
        FrameOpener opener = engine.newOpener();
        BaseKey key = TestEngines.freshBaseKey();
        FrameSealer sealer = engine.newSealer(1, key)) {
      opener.addKey(1, key);
      first.failAfter(firstFailsAfter);
      second.failAfter(secondFailsAfter + FailingBackend.CALLS_OF_SELF_TEST);
      for (int size : sizes) {
        byte[] payload = TestEngines.random(size);
        byte[] frame = new byte[size + FrameSealer.MAX_OVERHEAD_BYTES];
        int frameBytes = sealer.seal(payload, 0, size, frame, 0);
        byte[] opened = new byte[frame.length];
        assertThat(opener.open(frame, 0, frameBytes, opened, 0, result))
            .isEqualTo(OpenStatus.OPENED);
        assertThat(Arrays.copyOf(opened, result.sizeBytes())).isEqualTo(payload);
        assertThat(counters.add(result.ctr())).isTrue();
      }
      assertThat(counters).as("no counter was used up for nothing").hasSize(sizes.size());
      assertThat(counters).allMatch(ctr -> ctr < sizes.size());
      assertThat(first.failures() + second.failures()).isLessThanOrEqualTo(2);
    }
  }
}
