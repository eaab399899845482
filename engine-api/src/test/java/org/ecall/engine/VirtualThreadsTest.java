package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.MediaStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of virtual threads on a few carriers share sealers and openers: a thread that waits for
 * a key may stand in the way of the one that has it, and any of them may be anywhere when a key is
 * replaced or closed.
 */
class VirtualThreadsTest {

  private static final int THREADS = 2_000;
  private static final int FRAMES_EACH = 3;

  private static <T> List<T> onVirtualThreads(int threads, Callable<T> task)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(executor.submit(task));
      }
      for (Future<T> future : running) {
        results.add(future.get());
      }
    }
    return results;
  }

  @Test
  void eachFrameOpensOnceThoughAllThreadsReceiveIt() throws Exception {
    int window = THREADS * FRAMES_EACH;
    EngineOptions options = TestEngines.OPTIONS.withReplayWindowFrames(window);
    try (MediaEngine engine = TestEngines.open(options);
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameSealer sealer = engine.newSealer(7, key);
      FrameOpener opener = engine.newOpener();
      opener.addKey(7, key);
      var frames = new ConcurrentLinkedQueue<byte[]>();
      onVirtualThreads(
          THREADS,
          () -> {
            for (int i = 0; i < FRAMES_EACH; i++) {
              frames.add(Frames.seal(sealer));
            }
            return true;
          });
      Set<Long> counters = ConcurrentHashMap.newKeySet();
      List<byte[]> twice = new ArrayList<>(frames);
      twice.addAll(frames.stream().toList().reversed());
      var next = twice.iterator();
      List<OpenStatus> statuses =
          onVirtualThreads(
              twice.size(),
              () -> {
                Opened opened = Opened.by(opener, takeNext(next));
                if (opened.status == OpenStatus.OPENED) {
                  assertThat(opened.plaintext).isEqualTo(Frames.PAYLOAD);
                  assertThat(counters.add(opened.ctr)).isTrue();
                }
                return opened.status;
              });
      assertThat(counters).hasSize(window).allMatch(ctr -> ctr < window);
      assertThat(statuses).filteredOn(OpenStatus.REPLAYED::equals).hasSize(window);
    }
  }

  private static byte[] takeNext(Iterator<byte[]> frames) {
    synchronized (frames) {
      return frames.next();
    }
  }

  @Test
  void rotationsLoseNoFrame() throws Exception {
    EngineOptions options = TestEngines.OPTIONS.withReplayWindowFrames(THREADS);
    try (CallPair call = new CallPair(options)) {
      FrameSealer sealer = call.caller.sealer(MediaStream.AUDIO);
      var rotations = new ConcurrentLinkedQueue<>(List.of(1, 2, 3));
      Set<FrameHeader> headers = ConcurrentHashMap.newKeySet();
      List<OpenStatus> statuses =
          onVirtualThreads(
              THREADS,
              () -> {
                byte[] frame = Frames.seal(sealer);
                assertThat(headers.add(FrameHeader.parse(frame).orElseThrow())).isTrue();
                if (headers.size() % 500 == 0 && rotations.poll() != null) {
                  synchronized (rotations) {
                    call.rotate();
                  }
                }
                return Opened.statusBy(call.callee.opener(), frame);
              });
      assertThat(statuses).containsOnly(OpenStatus.OPENED).hasSize(THREADS);
      assertThat(headers).hasSize(THREADS);
    }
  }

  @Test
  void whatIsSealedWhileTheSealerClosesIsWhole() throws Exception {
    EngineOptions options = TestEngines.OPTIONS.withReplayWindowFrames(THREADS);
    try (MediaEngine engine = TestEngines.open(options);
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameSealer sealer = engine.newSealer(7, key);
      FrameOpener opener = engine.newOpener();
      opener.addKey(7, key);
      var frames = new ConcurrentLinkedQueue<byte[]>();
      List<Boolean> sealed =
          onVirtualThreads(
              THREADS,
              () -> {
                try {
                  frames.add(Frames.seal(sealer));
                  if (frames.size() >= THREADS / 2) {
                    sealer.close();
                  }
                  return true;
                } catch (EngineClosedException e) {
                  return false;
                }
              });
      assertThat(sealed).filteredOn(done -> done).hasSize(frames.size());
      assertThat(frames)
          .hasSizeGreaterThanOrEqualTo(THREADS / 2)
          .allMatch(frame -> Opened.statusBy(opener, frame) == OpenStatus.OPENED);
    }
  }
}
