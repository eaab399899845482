package org.ecall.jmh;

import java.util.Arrays;
import org.ecall.engine.FrameBatch;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.BaseKey;
import org.ecall.jmh.fork.Backends;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a whole frame costs in a batch of 16 through the public interface, from one sender or from
 * as many, all in one array or each in its own. As {@link FrameBenchmark} otherwise.
 */
@State(Scope.Thread)
public class FrameBatchBenchmark extends TimedBenchmark {

  private static final int FRAMES = 16;
  private static final int FIRST_KID = 300;

  /** Batches between sealing and opening: what was just written would be waited for. */
  private static final int AHEAD = 2;

  /** A backend of the engine. */
  @Param({"native", "openssl", "ipsec-mb", "jdk", "conscrypt", "vector", "bouncycastle"})
  public String backend = "";

  /** Payload of a frame. */
  @Param({"40", "160", "400"})
  public int sizeBytes;

  /** Senders of the 16 frames, with a key each. */
  @Param({"1", "16"})
  public int keys;

  /** Where frames lie: in {@code one} array, or each in its {@code own}. */
  @Param({"one", "own"})
  public String arrays = "";

  private MediaEngine engine;
  private final FrameSealer[] sealers = new FrameSealer[FRAMES];
  private FrameOpener opener;
  private FrameBatch sealing;
  private FrameBatch opening;
  private final OpenResult[] results = new OpenResult[FRAMES];
  private int stride;
  private byte[][] payloads;
  private final byte[][][] sealed = new byte[AHEAD][][];
  private final int[][] sealedBytes = new int[AHEAD][FRAMES];
  private byte[][] opened;
  private int turn;

  /** Opens an engine, its streams and two batches. */
  @Setup
  public void setUp() {
    engine = Backends.engine(backend);
    opener = engine.newOpener();
    for (int i = 0; i < FRAMES; i++) {
      sealers[i] = i < keys ? newStream(i) : sealers[i % keys];
      results[i] = new OpenResult();
    }
    int room = sizeBytes + FrameSealer.MAX_OVERHEAD_BYTES;
    stride =
        switch (arrays) {
          case "one" -> room;
          case "own" -> 0;
          default -> throw new IllegalArgumentException("arrays=" + arrays);
        };
    payloads = newArrays(room);
    opened = newArrays(room);
    sealing = engine.newBatch(FRAMES);
    opening = engine.newBatch(FRAMES);
    for (int i = 0; i < AHEAD; i++) {
      sealed[i] = newArrays(room);
    }
    for (int i = 0; i < AHEAD; i++) {
      seal();
    }
    // Keys that live as long as a call lie together; without this they lie among setup's garbage.
    System.gc();
  }

  private FrameSealer newStream(int number) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) (number + 1));
    try (BaseKey key = BaseKey.copyOf(secret)) {
      opener.addKey(FIRST_KID + number, key);
      return engine.newSealer(FIRST_KID + number, key);
    }
  }

  /** The array of each frame: one for all, or as many. */
  private byte[][] newArrays(int room) {
    byte[][] array = new byte[FRAMES][];
    for (int i = 0; i < FRAMES; i++) {
      array[i] = i > 0 && stride > 0 ? array[0] : new byte[stride > 0 ? FRAMES * room : room];
    }
    return array;
  }

  /** Closes the engine. */
  @TearDown
  public void tearDown() {
    engine.close();
  }

  /** Seals a batch. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void seal() {
    int at = turn++ & (AHEAD - 1);
    sealing.clear();
    for (int i = 0; i < FRAMES; i++) {
      sealing.addSeal(sealers[i], payloads[i], i * stride, sizeBytes, sealed[at][i], i * stride);
    }
    sealing.run();
    for (int i = 0; i < FRAMES; i++) {
      sealedBytes[at][i] = sealing.sealedSizeBytes(i);
    }
  }

  /** Opens a batch that was sealed before, and seals another one. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void sealAndOpen() {
    int at = turn & (AHEAD - 1);
    opening.clear();
    for (int i = 0; i < FRAMES; i++) {
      opening.addOpen(
          opener, sealed[at][i], i * stride, sealedBytes[at][i], opened[i], i * stride, results[i]);
    }
    opening.run();
    for (OpenResult result : results) {
      if (result.status() != OpenStatus.OPENED) {
        throw new IllegalStateException("refused: " + result);
      }
    }
    seal();
  }
}
