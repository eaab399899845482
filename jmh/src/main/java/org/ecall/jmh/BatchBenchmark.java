package org.ecall.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.MessageRanges;
import org.ecall.jmh.fork.Backends;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a message costs in a batch of 16: AES-256-GCM as in {@link CipherBenchmark}, all messages in
 * one array, as a packet buffer has them, with the additional data in front of each. {@link #seal}
 * and {@link #open} fill the batch, those of one sender together, and run it; {@link #runSealing}
 * and {@link #runOpening} run one that was filled before, again and again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class BatchBenchmark {

  private static final int MESSAGES = 16;
  private static final int AAD_BYTES = 16;
  private static final long OPENED_NONCE = 1L << 60;

  /** A backend of the engine. */
  @Param({"native", "openssl", "ipsec-mb", "vector", "jdk"})
  public String backend = "";

  /** Plaintext of a message. */
  @Param({"40", "160", "400", "1200", "4096"})
  public int sizeBytes;

  /** Keys of the 16 messages. */
  @Param({"1", "16"})
  public int keys;

  private final AeadKey[] key = new AeadKey[MESSAGES];
  private final MessageRanges ranges = new MessageRanges(MESSAGES);
  private MemorySegment plaintext;
  private MemorySegment sealed;
  private MemorySegment opened;
  private int stride;
  private AeadBatch batch;
  private AeadBatch sealing;
  private AeadBatch opening;
  private long nonce;

  /** Sets the keys and the batch up. */
  @Setup
  public void setUp() {
    AeadBackend chosen = Backends.backend(backend);
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < MESSAGES; i++) {
        byte[] bytes = new byte[Subject.KEY_BYTES];
        bytes[0] = (byte) i;
        key[i] =
            i < keys
                ? chosen.expandKey(arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes))
                : key[i % keys];
      }
    }
    stride = AAD_BYTES + sizeBytes + Subject.TAG_BYTES;
    for (int i = 0; i < MESSAGES; i++) {
      ranges.set(i, (long) i * stride, sizeBytes, (long) i * stride);
    }
    plaintext = MemorySegment.ofArray(new byte[MESSAGES * stride]);
    sealed = MemorySegment.ofArray(new byte[MESSAGES * stride]);
    opened = MemorySegment.ofArray(new byte[MESSAGES * stride]);
    batch = chosen.newBatch(MESSAGES);
    sealing = chosen.newBatch(MESSAGES);
    opening = chosen.newBatch(MESSAGES);
    fillSealing(sealing, OPENED_NONCE, sealed);
    run(sealing);
    fillOpening(opening);
  }

  /** Wipes the keys. */
  @TearDown
  public void tearDown() {
    batch.close();
    sealing.close();
    opening.close();
    for (int i = 0; i < keys; i++) {
      key[i].close();
    }
  }

  private void fillSealing(AeadBatch filled, long firstNonce, MemorySegment out) {
    filled.clear();
    filled.useMemory(out, plaintext, out);
    if (keys == 1) {
      filled.addSeals(key[0], 0, 0, firstNonce, AAD_BYTES, ranges, 0, MESSAGES);
      return;
    }
    for (int i = 0; i < MESSAGES; i++) {
      long at = (long) i * stride;
      filled.addSeal(key[i], 0, firstNonce + i, at, AAD_BYTES, at, sizeBytes, at + AAD_BYTES);
    }
  }

  private void fillOpening(AeadBatch filled) {
    filled.clear();
    filled.useMemory(sealed, sealed, opened);
    for (int i = 0; i < MESSAGES; i++) {
      long at = (long) i * stride;
      long data = at + AAD_BYTES;
      filled.addOpen(key[i], 0, OPENED_NONCE + i, at, AAD_BYTES, data, sizeBytes, at);
    }
  }

  private static void run(AeadBatch filled) {
    filled.run();
    for (int i = 0; i < MESSAGES; i++) {
      if (!filled.succeeded(i)) {
        throw new IllegalStateException("message " + i + " failed");
      }
    }
  }

  /** Fills a batch and seals it. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void seal() {
    nonce += MESSAGES;
    fillSealing(batch, nonce, opened);
    run(batch);
  }

  /** Fills a batch and opens it. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void open() {
    fillOpening(batch);
    run(batch);
  }

  /** Seals a batch that is full, under the nonces that it sealed before: a benchmark may. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void runSealing() {
    run(sealing);
  }

  /** Opens a batch that is full. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void runOpening() {
    run(opening);
  }
}
