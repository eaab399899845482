package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecall.engine.FrameBatch;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.key.BaseKey;

/**
 * What becomes of the frames of a batch is what becomes of them one after the other: sealed by
 * both, opened by both, with forged and replayed ones between them.
 */
public final class FrameBatchTarget {

  private static final int KIDS = 3;
  private static final int CAPACITY = 12;
  private static final int MAX_PAYLOAD = 200;
  private static final MediaEngine ENGINE = MediaEngine.open();
  private static final FrameBatch BATCH = ENGINE.newBatch(CAPACITY);

  /** A key seals once in a process, so the sealers are those of all runs. */
  private static final List<FrameSealer> SEALERS = new ArrayList<>();

  static {
    for (int kid = 0; kid < KIDS; kid++) {
      try (BaseKey key = baseKey(kid)) {
        SEALERS.add(ENGINE.newSealer(kid, key));
      }
    }
  }

  private FrameBatchTarget() {}

  private static BaseKey baseKey(int kid) {
    return BaseKey.copyOf(ByteBuffer.allocate(64).putInt(kid).array());
  }

  /** What two openers receive, one of them in batches. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    List<byte[]> frames = seal(data);
    try (FrameOpener single = opener();
        FrameOpener batched = opener()) {
      while (data.remainingBytes() > 0) {
        open(data, frames, single, batched);
      }
    }
  }

  private static FrameOpener opener() {
    FrameOpener opener = ENGINE.newOpener();
    for (int kid = 0; kid < KIDS; kid++) {
      try (BaseKey key = baseKey(kid)) {
        opener.addKey(kid, key);
      }
    }
    return opener;
  }

  /**
   * Frames whose counter tells in which order they were sealed; an even number of them lies in one
   * array, so that those of one sealer are sealed together.
   */
  private static List<byte[]> seal(FuzzedDataProvider data) {
    int count = data.consumeInt(1, CAPACITY);
    boolean together = count % 2 == 0;
    int stride = together ? MAX_PAYLOAD + FrameSealer.MAX_OVERHEAD_BYTES : 0;
    byte[][] out = new byte[count][];
    byte[][] payloads = new byte[count][];
    byte[] ring = new byte[count * stride];
    byte[] sealed = new byte[count * stride];
    BATCH.clear();
    for (int i = 0; i < count; i++) {
      payloads[i] = Sizes.bytes(data, data.consumeInt(0, MAX_PAYLOAD));
      int length = payloads[i].length;
      out[i] = together ? sealed : new byte[length + FrameSealer.MAX_OVERHEAD_BYTES];
      byte[] in = together ? ring : payloads[i];
      System.arraycopy(payloads[i], 0, in, i * stride, length);
      FrameSealer sealer = SEALERS.get(data.consumeInt(0, KIDS - 1));
      BATCH.addSeal(sealer, in, i * stride, length, out[i], i * stride);
    }
    BATCH.run();
    List<byte[]> frames = new ArrayList<>();
    try (FrameOpener opener = opener()) {
      var result = new OpenResult();
      for (int i = 0; i < count; i++) {
        int at = i * stride;
        byte[] frame = Arrays.copyOfRange(out[i], at, at + BATCH.sealedSizeBytes(i));
        byte[] plaintext = new byte[frame.length];
        opener.open(frame, 0, frame.length, plaintext, 0, result);
        byte[] opened = Arrays.copyOf(plaintext, result.sizeBytes());
        Oracle.requireEqual(opened, payloads[i], "sealed in a batch, " + result + ":");
        frames.add(frame);
      }
    }
    return frames;
  }

  private static void open(
      FuzzedDataProvider data, List<byte[]> frames, FrameOpener single, FrameOpener batched) {
    var mutations = new FrameMutations(data);
    int count = data.consumeInt(1, CAPACITY);
    byte[][] outputs = new byte[count][];
    OpenResult[] results = new OpenResult[count];
    List<byte[]> sent = new ArrayList<>();
    BATCH.clear();
    for (int i = 0; i < count; i++) {
      byte[] frame = pick(data, frames);
      sent.add(data.consumeBoolean() ? frame : mutations.mutate(frame, pick(data, frames)));
      outputs[i] = new byte[FrameOpener.plaintextCapacityBytes(sent.get(i).length)];
      results[i] = new OpenResult();
      BATCH.addOpen(batched, sent.get(i), 0, sent.get(i).length, outputs[i], 0, results[i]);
    }
    BATCH.run();
    var alone = new OpenResult();
    for (int i = 0; i < count; i++) {
      byte[] plaintext = new byte[outputs[i].length];
      single.open(sent.get(i), 0, sent.get(i).length, plaintext, 0, alone);
      Oracle.require(
          alone.status() == results[i].status() && alone.sizeBytes() == results[i].sizeBytes(),
          "alone " + alone + ", in a batch " + results[i]);
      Oracle.requireEqual(outputs[i], plaintext, "frame " + i + " of " + count);
    }
  }

  private static byte[] pick(FuzzedDataProvider data, List<byte[]> frames) {
    return frames.get(data.consumeInt(0, frames.size() - 1));
  }
}
