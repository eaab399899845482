package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecall.engine.EngineOptions;
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

  /** From how many frames on a call of many is worth it: any, some, none. */
  private static final int[] LEAST_TOGETHER = {1, 3, Integer.MAX_VALUE};

  private static final MediaEngine ENGINE =
      MediaEngine.open(EngineOptions.defaults(), LeastTogether.catalog());
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
    LeastTogether.set(data.pickValue(LEAST_TOGETHER));
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
    List<byte[]> sent = new ArrayList<>();
    int bytes = 0;
    for (int count = data.consumeInt(1, CAPACITY); count > 0; count--) {
      byte[] frame = pick(data, frames);
      sent.add(data.consumeBoolean() ? frame : mutations.mutate(frame, pick(data, frames)));
      bytes += sent.getLast().length;
    }
    boolean together = sent.size() % 2 == 0;
    byte[] ring = new byte[bytes];
    byte[] opened = new byte[bytes];
    List<OpenResult> results = new ArrayList<>();
    List<byte[]> outputs = new ArrayList<>();
    BATCH.clear();
    int at = 0;
    for (byte[] frame : sent) {
      int length = frame.length;
      byte[] in = together ? ring : frame;
      byte[] out = together ? opened : new byte[FrameOpener.plaintextCapacityBytes(length)];
      System.arraycopy(frame, 0, in, at, length);
      results.add(new OpenResult());
      outputs.add(out);
      BATCH.addOpen(batched, in, at, length, out, at, results.getLast());
      at += together ? length : 0;
    }
    BATCH.run();
    var alone = new OpenResult();
    at = 0;
    for (int i = 0; i < sent.size(); i++) {
      int length = sent.get(i).length;
      byte[] plaintext = new byte[FrameOpener.plaintextCapacityBytes(length)];
      single.open(sent.get(i), 0, length, plaintext, 0, alone);
      OpenResult result = results.get(i);
      Oracle.require(
          alone.status() == result.status() && alone.sizeBytes() == result.sizeBytes(),
          "alone " + alone + ", in a batch " + result);
      byte[] output = Arrays.copyOfRange(outputs.get(i), at, at + plaintext.length);
      Oracle.requireEqual(output, plaintext, "frame " + i + " of " + sent.size());
      at += together ? length : 0;
    }
  }

  private static byte[] pick(FuzzedDataProvider data, List<byte[]> frames) {
    return frames.get(data.consumeInt(0, frames.size() - 1));
  }
}
