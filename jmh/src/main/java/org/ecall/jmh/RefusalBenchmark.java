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

/** What it costs to refuse a frame: whoever can send can send many of these. */
@State(Scope.Thread)
public class RefusalBenchmark extends TimedBenchmark {

  private static final int KID = 7;
  private static final int UNKNOWN_KID = 6;
  private static final int KID_SHIFT = 4;

  /** A KID of one byte that would have fitted the first byte. */
  private static final byte NOT_MINIMAL = (byte) 0x80;

  /** A backend of the engine. */
  @Param({"native", "openssl", "ipsec-mb", "jdk", "conscrypt", "vector", "bouncycastle"})
  public String backend = "";

  /** Payload of a frame. */
  @Param({"160", "1200"})
  public int sizeBytes;

  private MediaEngine engine;
  private FrameOpener opener;
  private final OpenResult result = new OpenResult();
  private int frameBytes;
  private byte[] genuine;
  private byte[] malformed;
  private byte[] unknown;
  private byte[] forged;
  private byte[] opened;

  /** Opens one frame, and makes of it and the one after it those that are refused. */
  @Setup
  public void setUp() {
    engine = Backends.engine(backend);
    opener = engine.newOpener();
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 9);
    genuine = new byte[sizeBytes + FrameSealer.MAX_OVERHEAD_BYTES];
    opened = new byte[FrameOpener.plaintextCapacityBytes(genuine.length)];
    try (BaseKey key = BaseKey.copyOf(secret)) {
      FrameSealer sealer = engine.newSealer(KID, key);
      opener.addKey(KID, key);
      byte[] payload = new byte[sizeBytes];
      frameBytes = sealer.seal(payload, 0, sizeBytes, genuine, 0);
      forged = new byte[genuine.length];
      sealer.seal(payload, 0, sizeBytes, forged, 0);
    }
    forged[frameBytes - 1] ^= 1;
    malformed = genuine.clone();
    malformed[0] = NOT_MINIMAL;
    malformed[1] = KID;
    unknown = genuine.clone();
    unknown[0] ^= (byte) ((KID ^ UNKNOWN_KID) << KID_SHIFT);
    open(genuine, OpenStatus.OPENED);
  }

  /** Closes the engine. */
  @TearDown
  public void tearDown() {
    engine.close();
  }

  private OpenStatus open(byte[] frame, OpenStatus expected) {
    OpenStatus status = opener.open(frame, 0, frameBytes, opened, 0, result);
    if (status != expected) {
      throw new IllegalStateException("expected " + expected + ", but it is " + status);
    }
    return status;
  }

  /** A header that is not minimal. */
  @Benchmark
  public OpenStatus malformed() {
    return open(malformed, OpenStatus.MALFORMED);
  }

  /** A KID without a key. */
  @Benchmark
  public OpenStatus unknownKid() {
    return open(unknown, OpenStatus.UNKNOWN_KID);
  }

  /** A frame that was opened before. */
  @Benchmark
  public OpenStatus replayed() {
    return open(genuine, OpenStatus.REPLAYED);
  }

  /** A new frame with a tag that is wrong in one bit. */
  @Benchmark
  public OpenStatus forged() {
    return open(forged, OpenStatus.NOT_AUTHENTIC);
  }
}
