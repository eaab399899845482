package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.ecall.engine.EngineClosedException;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Threads come and go, engines and keys are opened and closed, all under load: every frame opens,
 * nothing crashes, and memory stays. {@code -Decall.soak.seconds=60} soaks for longer than a build
 * should take.
 */
class NativeSoakTest {

  private static final int SECONDS = Integer.getInteger("ecall.soak.seconds", 3);
  private static final int THREADS = 4;
  private static final int FRAMES_OF_A_THREAD = 2_000;
  private static final int MAX_PAYLOAD_BYTES = 2_000;

  /** Of RSS: what a heap that is being used, and the JVM's own books, may gain after warm-up. */
  private static final long TOLERATED_KIB = 48 << 10;

  private static final Path STATUS = Path.of("/proc/self/status");

  private final AtomicLong frames = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

  @BeforeAll
  static void thereIsALibrary() {
    TestLibrary.assumeBuilt();
  }

  private boolean goesOn() {
    return System.nanoTime() - end < 0 && failure.get() == null;
  }

  @Test
  void memoryStays() throws Exception {
    long slots = FrameSections.slots();
    List<Thread> starters = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int seed = i;
      starters.add(Thread.ofPlatform().start(() -> startThreads(seed)));
    }
    long warm = end - TimeUnit.SECONDS.toNanos(SECONDS) / 2;
    while (goesOn() && System.nanoTime() - warm < 0) {
      Thread.sleep(10);
    }
    long before = residentKib();
    for (Thread starter : starters) {
      starter.join();
    }
    assertThat(failure.get()).isNull();
    assertThat(frames.get()).isGreaterThan(FRAMES_OF_A_THREAD);
    assertThat(residentKib() - before).as("KiB gained").isLessThan(TOLERATED_KIB);
    assertThat(FrameSections.slots()).isLessThan((int) slots + 100);
  }

  /** One thread after the other, each with an engine of its own, some of them virtual. */
  private void startThreads(int seed) {
    Random random = new Random(seed);
    while (goesOn()) {
      Thread.Builder builder = random.nextInt(4) == 0 ? Thread.ofVirtual() : Thread.ofPlatform();
      int engineSeed = random.nextInt();
      try {
        builder.start(() -> useEngine(new Random(engineSeed))).join();
      } catch (InterruptedException e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  @SuppressWarnings("try") // the engine is closed before its sealer's thread has ended
  private void useEngine(Random random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    long kid = random.nextInt(1 << 16);
    try (MediaEngine engine = MediaEngine.open(EngineOptions.defaults().withBackend("native"));
        BaseKey base = BaseKey.copyOf(secret)) {
      FrameSealer sealer = engine.newSealer(kid, base);
      FrameOpener opener = engine.newOpener();
      opener.addKey(kid, base);
      Thread neighbour = Thread.ofPlatform().start(() -> untilClosed(engine, random.nextLong()));
      int count = random.nextInt(FRAMES_OF_A_THREAD);
      for (int i = 0; i < count && goesOn(); i++) {
        assertThat(frame(sealer, opener, random)).isEqualTo(OpenStatus.OPENED);
      }
      opener.retireKey(kid);
      // The engine's end takes the neighbour's keys away from it, in the middle of a frame.
      engine.close();
      neighbour.join();
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  private OpenStatus frame(FrameSealer sealer, FrameOpener opener, Random random) {
    byte[] payload = new byte[random.nextInt(MAX_PAYLOAD_BYTES)];
    random.nextBytes(payload);
    byte[] sealed = new byte[payload.length + FrameSealer.MAX_OVERHEAD_BYTES];
    int size = sealer.seal(payload, 0, payload.length, sealed, 0);
    byte[] opened = new byte[FrameOpener.plaintextCapacityBytes(size)];
    OpenResult result = new OpenResult();
    OpenStatus status = opener.open(sealed, 0, size, opened, 0, result);
    if (status == OpenStatus.OPENED) {
      assertThat(Arrays.equals(opened, 0, payload.length, payload, 0, payload.length)).isTrue();
    }
    frames.incrementAndGet();
    return status;
  }

  private void untilClosed(MediaEngine engine, long seed) {
    Random random = new Random(seed);
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    try (BaseKey base = BaseKey.copyOf(secret)) {
      FrameSealer sealer = engine.newSealer(1, base);
      FrameOpener opener = engine.newOpener();
      opener.addKey(1, base);
      // The opener may lose its key before it is told to end.
      OpenStatus status;
      do {
        status = frame(sealer, opener, random);
      } while (status == OpenStatus.OPENED);
      assertThat(status).isEqualTo(OpenStatus.EPOCH_RETIRED);
    } catch (EngineClosedException e) {
      // What it waits for.
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Resident memory of this process, after a collection; 0 where there is no such file. */
  private static long residentKib() throws IOException {
    System.gc();
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
