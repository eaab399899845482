package org.ecall.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Batches on several threads that want the same keys, in different orders. */
class FrameBatchThreadsTest {

  private static final int THREADS = 4;
  private static final int KIDS = 5;
  private static final int CAPACITY = 8;
  private static final int ROUNDS = 400;

  private final NoCipherBackend backend = new NoCipherBackend();
  private final MediaEngine engine =
      NoCipherBackend.openEngine(backend, EngineOptions.defaults().withReplayWindowFrames(65_536));

  @Test
  @DisplayName("R6-5: of the same frames in batches of several threads, each opens exactly once")
  void overlappingBatchesNeitherBlockEachOtherNorOpenTwice() {
    List<byte[]> frames = new ArrayList<>();
    try (engine;
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      for (int kid = 0; kid < KIDS; kid++) {
        opener.addKey(kid, key);
        FrameSealer sealer = engine.newSealer(kid, key);
        for (int i = 0; i < ROUNDS; i++) {
          frames.add(Frames.seal(sealer, (kid + ":" + i).getBytes(US_ASCII)));
        }
      }
      var opened = new AtomicIntegerArray(frames.size());
      Together.run(THREADS + 1, thread -> openAll(thread, opener, frames, opened));
      for (int i = 0; i < frames.size(); i++) {
        assertThat(opened.get(i)).as("frame %d", i).isEqualTo(1);
      }
    }
  }

  /** The last of the threads opens frame by frame. */
  private void openAll(
      int thread, FrameOpener opener, List<byte[]> frames, AtomicIntegerArray opened) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      // KID by KID in one round, and every thread through the KIDs in an order of its own.
      int kid = (i + thread) * (thread % 2 == 0 ? 1 : KIDS - 1) % KIDS;
      order.add(kid * ROUNDS + i / KIDS);
    }
    FrameBatch batch = engine.newBatch(CAPACITY);
    for (int from = 0; from < order.size(); from += CAPACITY) {
      List<Integer> some = order.subList(from, Math.min(from + CAPACITY, order.size()));
      if (thread == THREADS) {
        for (int number : some) {
          Opened answer = Opened.by(opener, frames.get(number));
          count(number, answer.status, answer.plaintext, opened);
        }
        continue;
      }
      batch.clear();
      List<BatchedFrames.Entry> entries = new ArrayList<>();
      for (int number : some) {
        entries.add(BatchedFrames.addOpen(batch, opener, frames.get(number)));
      }
      batch.run();
      for (int i = 0; i < some.size(); i++) {
        BatchedFrames.Entry entry = entries.get(i);
        count(some.get(i), entry.result.status(), entry.plaintext(), opened);
      }
    }
  }

  private static void count(
      int number, OpenStatus status, byte[] plaintext, AtomicIntegerArray opened) {
    if (status == OpenStatus.OPENED) {
      assertThat(plaintext).asString(US_ASCII).isEqualTo(number / ROUNDS + ":" + number % ROUNDS);
      opened.incrementAndGet(number);
    } else {
      assertThat(status).isEqualTo(OpenStatus.REPLAYED);
    }
  }

  @Test
  void aBatchThatWaitsForAKeyHoldsNone() {
    var hooked = new BatchHookBackend();
    try (engine;
        MediaEngine opening = TestEngines.open(TestEngines.OPTIONS, hooked);
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = opening.newOpener();
      opener.addKey(0, key);
      opener.addKey(1, key);
      FrameBatch first = opening.newBatch(1);
      FrameBatch second = opening.newBatch(3);
      var held = BatchedFrames.addOpen(first, opener, Frames.genuine(key, 0, 0));
      List<BatchedFrames.Entry> entries = new ArrayList<>();
      for (long kid : new long[] {1, 0, 1}) {
        entries.add(
            BatchedFrames.addOpen(second, opener, Frames.genuine(key, kid, entries.size())));
      }
      var firstRuns = new CountDownLatch(1);
      Together.run(
          2,
          thread -> {
            if (thread == 1) {
              firstRuns.await();
              second.run();
              return;
            }
            long before = hooked.cipher.cipherCalls();
            hooked.beforeNextRun(
                () -> {
                  firstRuns.countDown();
                  while (hooked.cipher.cipherCalls() == before) {
                    Thread.onSpinWait();
                  }
                  // The second one waits for KID 0, which this thread has, and so must not have 1.
                  assertThat(Opened.statusBy(opener, Frames.genuine(key, 1, 9)))
                      .isEqualTo(OpenStatus.OPENED);
                });
            first.run();
          });
      assertThat(held.result.status()).isEqualTo(OpenStatus.OPENED);
      for (BatchedFrames.Entry entry : entries) {
        assertThat(entry.result.status()).isEqualTo(OpenStatus.OPENED);
      }
    }
  }

  @Test
  @DisplayName("R4-1: N seals from any number of threads give N distinct values, in batches too")
  void sealsFromSeveralThreadsTakeDistinctCounters() {
    try (engine;
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameSealer[] sealers = {engine.newSealer(0, key), engine.newSealer(1, key)};
      Set<Long> seen = ConcurrentHashMap.newKeySet();
      FrameOpener[] openers = new FrameOpener[THREADS];
      for (int i = 0; i < THREADS; i++) {
        openers[i] = engine.newOpener();
        openers[i].addKey(0, key);
        openers[i].addKey(1, key);
      }
      Together.run(
          THREADS,
          thread -> {
            Random random = new Random(thread);
            FrameBatch batch = engine.newBatch(CAPACITY);
            for (int round = 0; round < ROUNDS; round++) {
              batch.clear();
              List<BatchedFrames.Entry> entries = new ArrayList<>();
              for (int i = 0; i < CAPACITY; i++) {
                FrameSealer sealer = sealers[random.nextInt(2)];
                entries.add(BatchedFrames.addSeal(batch, sealer, Frames.PAYLOAD));
              }
              batch.run();
              for (BatchedFrames.Entry entry : entries) {
                Opened opened = Opened.by(openers[thread], entry.sealed(batch));
                assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
                assertThat(seen.add(opened.ctr << 1 | opened.kid)).isTrue();
              }
            }
          });
      assertThat(seen).hasSize(THREADS * ROUNDS * CAPACITY);
    }
  }

  @Test
  void closingTheEngineWhileBatchesRun() {
    for (int round = 0; round < 20; round++) {
      var counting = new BatchHookBackend();
      MediaEngine closing = TestEngines.open(TestEngines.OPTIONS, counting);
      var underWay = new CountDownLatch(2);
      try (BaseKey key = TestEngines.freshBaseKey()) {
        FrameOpener opener = closing.newOpener();
        FrameSealer sealer = closing.newSealer(0, key);
        opener.addKey(0, key);
        FrameBatch[] batches = {closing.newBatch(4), closing.newBatch(4)};
        Together.run(
            3,
            thread -> {
              if (thread == 2) {
                underWay.await();
                closing.close();
              } else {
                runUntilClosed(batches[thread], sealer, opener, underWay);
              }
            });
      }
      assertThat(counting.cipher.keysOpen()).isZero();
      assertThat(counting.batchesOpen()).isZero();
    }
  }

  private static void runUntilClosed(
      FrameBatch batch, FrameSealer sealer, FrameOpener opener, CountDownLatch underWay) {
    byte[] frame = Frames.forged(0, 0);
    while (true) {
      try {
        batch.clear();
        var sealed = BatchedFrames.addSeal(batch, sealer, Frames.PAYLOAD);
        var opened = BatchedFrames.addOpen(batch, opener, frame);
        batch.run();
        assertThat(opened.result.status())
            .isIn(
                OpenStatus.OPENED,
                OpenStatus.REPLAYED,
                // For a thread that had to wait while the other one moved the window on.
                OpenStatus.TOO_OLD,
                OpenStatus.NOT_AUTHENTIC,
                OpenStatus.EPOCH_RETIRED);
        if (opened.result.status() == OpenStatus.OPENED) {
          assertThat(opened.plaintext()).isEqualTo(Frames.PAYLOAD);
        }
        frame = sealed.sealed(batch);
      } catch (EngineClosedException e) {
        return;
      }
      underWay.countDown();
    }
  }
}
