package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filling and running a batch makes no garbage, whatever its frames come to. */
class FrameBatchAllocationTest {

  private static final int FRAMES = 8;
  private static final int ROUNDS = 2_000;

  /** Rounds of rounds until the JIT compiler has removed what it can. */
  private static final int MOST_WARM_UPS = 60;

  private static final int SIZE = 160;
  private static final byte[] METADATA = {1, 2, 3};
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final byte[][] payloads = new byte[FRAMES][SIZE];
  private final byte[][] sealed = new byte[FRAMES][SIZE + FrameSealer.MAX_OVERHEAD_BYTES];
  private final byte[][] opened = new byte[FRAMES][SIZE + FrameSealer.MAX_OVERHEAD_BYTES];
  private final MemorySegment sealedSegment = MemorySegment.ofArray(sealed[FRAMES - 2]);
  private final int[] sizes = new int[FRAMES];
  private final OpenResult[] results = new OpenResult[FRAMES];
  private final FrameSealer[] sealers = new FrameSealer[FRAMES];

  @ParameterizedTest
  @ValueSource(ints = {1, 2, TogetherBatch.NEVER})
  void inArraysAndSegments(int least) {
    var backend = new NoCipherBackend();
    backend.least = least;
    try (MediaEngine engine = NoCipherBackend.openEngine(backend, EngineOptions.defaults());
        BaseKey key = TestEngines.freshBaseKey();
        Arena arena = Arena.ofConfined()) {
      FrameOpener opener = engine.newOpener();
      for (int i = 0; i < FRAMES; i++) {
        results[i] = new OpenResult();
        if (i % 2 == 0) {
          sealers[i] = engine.newSealer(i, key);
          opener.addKey(i, key);
        } else {
          sealers[i] = sealers[i - 1];
        }
      }
      MemorySegment off = arena.allocate(SIZE);
      FrameBatch sealing = engine.newBatch(FRAMES);
      FrameBatch opening = engine.newBatch(FRAMES);
      long allocated = Long.MAX_VALUE;
      for (int i = 0; i < MOST_WARM_UPS && allocated >= ROUNDS; i++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
          seal(sealing, off);
          open(opening, opener);
        }
        allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(allocated).as("bytes allocated in %d rounds", ROUNDS).isLessThan(ROUNDS);
    }
  }

  private void seal(FrameBatch batch, MemorySegment off) {
    batch.clear();
    for (int i = 0; i < FRAMES - 2; i++) {
      batch.addSeal(sealers[i], payloads[i], 0, SIZE, sealed[i], 0);
    }
    int last = FRAMES - 1;
    batch.addSeal(sealers[last - 1], off, 0, SIZE, sealedSegment, 0, METADATA);
    // Over itself.
    batch.addSeal(sealers[last], sealed[last], 20, SIZE, sealed[last], 0);
    batch.run();
    for (int i = 0; i < FRAMES; i++) {
      sizes[i] = batch.sealedSizeBytes(i);
    }
  }

  private void open(FrameBatch batch, FrameOpener opener) {
    batch.clear();
    for (int i = 0; i < FRAMES; i++) {
      batch.addOpen(opener, sealed[i], 0, sizes[i], opened[i], 0, results[i]);
    }
    batch.run();
    for (int i = 0; i < FRAMES; i++) {
      if (results[i].status() != OpenStatus.OPENED) {
        throw new AssertionError("frame " + i + ": " + results[i]);
      }
    }
  }
}
