package org.ecall.jmh;

import java.util.Arrays;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.BaseKey;
import org.ecall.jmh.fork.Backends;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a whole frame costs through the public interface: header, counter, cipher and tag to seal;
 * parsing, key look-up, replay window, cipher and tag to open. One stream, arrays.
 *
 * <p>A frame opens once only, so {@link #sealAndOpen} seals what it opens; opening costs what that
 * takes beyond {@link #seal}.
 */
@State(Scope.Thread)
public class FrameBenchmark extends TimedBenchmark {

  private static final int KID = 7;

  /** Frames between sealing and opening: what was just written would be waited for. */
  private static final int AHEAD = 8;

  /** A backend of the engine. */
  @Param({"native", "openssl", "ipsec-mb", "jdk", "conscrypt", "vector", "bouncycastle"})
  public String backend = "";

  /** Payload of a frame. */
  @Param({"40", "160", "400", "1200", "4096", "16384", "65536"})
  public int sizeBytes;

  private byte[] payload;
  private byte[][] frames;
  private final int[] frameBytes = new int[AHEAD];
  private byte[] opened;
  private MediaEngine engine;
  private FrameSealer sealer;
  private FrameOpener opener;
  private final OpenResult result = new OpenResult();
  private int turn;

  /** Opens an engine and a stream. */
  @Setup
  public void setUp() {
    engine = Backends.engine(backend);
    opener = engine.newOpener();
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 9);
    try (BaseKey baseKey = BaseKey.copyOf(secret)) {
      sealer = engine.newSealer(KID, baseKey);
      opener.addKey(KID, baseKey);
    }
    payload = new byte[sizeBytes];
    frames = new byte[AHEAD][sizeBytes + FrameSealer.MAX_OVERHEAD_BYTES];
    opened = new byte[FrameOpener.plaintextCapacityBytes(frames[0].length)];
    for (int i = 0; i < AHEAD; i++) {
      seal();
    }
  }

  /** Closes the engine. */
  @TearDown
  public void tearDown() {
    engine.close();
  }

  /** Seals a frame. */
  @Benchmark
  public int seal() {
    int at = turn++ & (AHEAD - 1);
    int size = sealer.seal(payload, 0, sizeBytes, frames[at], 0);
    frameBytes[at] = size;
    return size;
  }

  /** Opens a frame that was sealed some frames ago, and seals another one. */
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
