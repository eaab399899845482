package org.ecall.jmh;

import java.util.concurrent.ThreadLocalRandom;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.key.BaseKey;
import org.ecall.jmh.fork.Backends;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * Whether threads of one engine disturb each other: the time that a frame takes each of them. Two
 * with a stream each should take no longer than one; two that share a stream share its counter.
 */
public class ThreadsBenchmark extends TimedBenchmark {

  private static final int KID = 7;

  /** The engine of all threads. */
  @State(Scope.Benchmark)
  public static class Shared {

    /** A backend of the engine. */
    @Param({"native", "openssl", "ipsec-mb", "jdk", "conscrypt", "vector", "bouncycastle"})
    public String backend = "";

    /** Payload of a frame. */
    @Param({"160", "1200"})
    public int sizeBytes;

    private MediaEngine engine;
    private FrameSealer sealer;

    /** Opens an engine and a stream. */
    @Setup
    public void setUp() {
      engine = Backends.engine(backend);
      sealer = newSealer();
    }

    FrameSealer newSealer() {
      byte[] secret = new byte[32];
      ThreadLocalRandom.current().nextBytes(secret);
      try (BaseKey key = BaseKey.copyOf(secret)) {
        return engine.newSealer(KID, key);
      }
    }

    /** Closes the engine. */
    @TearDown
    public void tearDown() {
      engine.close();
    }
  }

  /** What a thread has for itself. */
  @State(Scope.Thread)
  public static class Own {

    private FrameSealer sealer;
    private byte[] payload;
    private byte[] frame;

    /** Opens a stream. */
    @Setup
    public void setUp(Shared shared) {
      sealer = shared.newSealer();
      payload = new byte[shared.sizeBytes];
      frame = new byte[shared.sizeBytes + FrameSealer.MAX_OVERHEAD_BYTES];
    }

    int seal(FrameSealer with) {
      return with.seal(payload, 0, payload.length, frame, 0);
    }
  }

  /** One thread seals. */
  @Benchmark
  @Threads(1)
  public int one(Own own) {
    return own.seal(own.sealer);
  }

  /** Two threads seal, each a stream of its own. */
  @Benchmark
  @Threads(2)
  public int two(Own own) {
    return own.seal(own.sealer);
  }

  /** Two threads seal the same stream. */
  @Benchmark
  @Threads(2)
  public int twoOneStream(Shared shared, Own own) {
    return own.seal(shared.sealer);
  }
}
