package org.ecall.jmh;

import java.util.concurrent.ThreadLocalRandom;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.BaseKey;
import org.ecall.jmh.fork.Backends;
import org.ecall.jmh.media.CallSchedule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a frame of a real call costs: Opus and VP8 of the sample media, from senders with two keys
 * each, key and size changing from frame to frame. What {@link FrameBenchmark} tells of single
 * sizes predicts a figure for this; see {@code MixedPrediction}.
 */
@State(Scope.Thread)
public class MixedCallBenchmark extends TimedBenchmark {

  private static final int FIRST_KID = 300;

  /** Frames between sealing and opening: what was just written would be waited for. */
  private static final int AHEAD = 8;

  /** A backend of the engine. */
  @Param({"native", "openssl", "ipsec-mb", "jdk", "conscrypt", "vector", "bouncycastle"})
  public String backend = "";

  /** Senders of the call. */
  @Param({"1", "8", "64"})
  public int streams;

  private CallSchedule schedule;
  private MediaEngine engine;
  private FrameSealer[] sealers;
  private FrameOpener opener;
  private byte[][] frames;
  private final int[] frameBytes = new int[AHEAD];
  private byte[] opened;
  private final OpenResult result = new OpenResult();
  private int next;
  private int turn;

  /** Opens an engine, and all streams. */
  @Setup
  public void setUp() {
    schedule = new CallSchedule(streams);
    engine = Backends.engine(backend);
    opener = engine.newOpener();
    sealers = new FrameSealer[schedule.keys()];
    byte[] secret = new byte[32];
    for (int i = 0; i < sealers.length; i++) {
      ThreadLocalRandom.current().nextBytes(secret);
      try (BaseKey key = BaseKey.copyOf(secret)) {
        sealers[i] = engine.newSealer(FIRST_KID + i, key);
        opener.addKey(FIRST_KID + i, key);
      }
    }
    frames = new byte[AHEAD][schedule.maxPayloadBytes() + FrameSealer.MAX_OVERHEAD_BYTES];
    opened = new byte[FrameOpener.plaintextCapacityBytes(frames[0].length)];
    for (int i = 0; i < AHEAD; i++) {
      seal();
    }
    // Keys that live as long as a call lie together; without this they lie among setup's garbage.
    System.gc();
  }

  /** Closes the engine. */
  @TearDown
  public void tearDown() {
    engine.close();
  }

  /** Seals the next frame. */
  @Benchmark
  public int seal() {
    byte[] payload = schedule.payload(next);
    int at = turn++ & (AHEAD - 1);
    int size = sealers[schedule.key(next)].seal(payload, 0, payload.length, frames[at], 0);
    frameBytes[at] = size;
    next = next + 1 == schedule.frames() ? 0 : next + 1;
    return size;
  }

  /** Opens a frame that was sealed some frames ago, and seals the next one. */
  @Benchmark
  public OpenStatus sealAndOpen() {
    int at = turn & (AHEAD - 1);
    OpenStatus status = opener.open(frames[at], 0, frameBytes[at], opened, 0, result);
    if (status != OpenStatus.OPENED) {
      throw new IllegalStateException("refused: " + result);
    }
    seal();
    return status;
  }
}
