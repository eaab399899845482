package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.EngineClosedException;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.BaseKey;

/**
 * A sealer that is closed while another thread seals with it: each frame that it gave out opens,
 * and afterwards it gives out none.
 */
public final class SealerCloseTarget {

  private static final MediaEngine ENGINE = MediaEngine.open();
  private static final int MOST_SPINS = 20_000;
  private static final int MOST_FRAMES = 20_000;

  private static long runs;

  private SealerCloseTarget() {}

  /** One sealer. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    // A key seals once in a process.
    byte[] base = ByteBuffer.allocate(64).putLong(runs++).array();
    long kid = data.consumeLong();
    try (BaseKey key = BaseKey.copyOf(base);
        FrameOpener opener = ENGINE.newOpener()) {
      opener.addKey(kid, key);
      FrameSealer sealer = ENGINE.newSealer(kid, key);
      byte[] payload = new byte[data.consumeInt(0, 200)];
      byte[] metadata = new byte[data.consumeInt(0, 20)];
      int spins = data.consumeInt(0, MOST_SPINS);
      for (byte[] frame : sealUntilClosed(sealer, payload, metadata, spins)) {
        requireOpens(opener, frame, metadata, payload);
      }
    }
  }

  private static List<byte[]> sealUntilClosed(
      FrameSealer sealer, byte[] payload, byte[] metadata, int spins) {
    List<byte[]> frames = new ArrayList<>();
    var begun = new AtomicInteger();
    Background.Work other =
        Background.start(
            () -> {
              byte[] out = new byte[payload.length + FrameSealer.MAX_OVERHEAD_BYTES];
              try {
                while (frames.size() < MOST_FRAMES) {
                  int size = sealer.seal(payload, 0, payload.length, out, 0, metadata);
                  frames.add(Arrays.copyOf(out, size));
                  begun.set(1);
                }
              } catch (EngineClosedException e) {
                begun.set(1);
              }
            });
    while (begun.get() == 0 && other.runs()) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
    sealer.close();
    other.await();
    requireClosed(sealer, payload, metadata);
    return frames;
  }

  private static void requireClosed(FrameSealer sealer, byte[] payload, byte[] metadata) {
    byte[] out = new byte[payload.length + FrameSealer.MAX_OVERHEAD_BYTES];
    try {
      sealer.seal(payload, 0, payload.length, out, 0, metadata);
    } catch (EngineClosedException e) {
      return;
    }
    throw new AssertionError("a sealer that was closed seals");
  }

  private static void requireOpens(
      FrameOpener opener, byte[] frame, byte[] metadata, byte[] payload) {
    var result = new OpenResult();
    byte[] out = new byte[frame.length];
    opener.open(frame, 0, frame.length, out, 0, metadata, result);
    Oracle.require(
        result.status() == OpenStatus.OPENED, "a frame sealed before the close opens: " + result);
    Oracle.requireEqual(Arrays.copyOf(out, result.sizeBytes()), payload, "its payload");
  }
}
