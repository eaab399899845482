package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.SplittableRandom;

/** Sizes near where code changes its mind, and the bytes that fill them. */
final class Sizes {

  /** Blocks, strides of kernels, pages, and the bounds at which calls are split. */
  private static final int[] EDGES = {16, 128, 256, 512, 1024, 4096, 16_384, 32_768, 65_536};

  private static final int AROUND = 20;
  private static final int MAX_AAD_EDGE = 5;

  private Sizes() {}

  static int payload(FuzzedDataProvider data) {
    return size(data, EDGES.length - 1);
  }

  static int aad(FuzzedDataProvider data) {
    return size(data, MAX_AAD_EDGE);
  }

  private static int size(FuzzedDataProvider data, int lastEdge) {
    return switch (data.consumeInt(0, 3)) {
      case 0 -> data.consumeInt(0, 3 * Long.BYTES);
      case 1 -> data.consumeInt(0, 1100);
      default ->
          Math.max(0, EDGES[data.consumeInt(0, lastEdge)] + data.consumeInt(-AROUND, AROUND));
    };
  }

  /** The input says which bytes, not each of them: it would be as long as they are. */
  static byte[] bytes(FuzzedDataProvider data, int size) {
    byte[] bytes = new byte[size];
    int seed = data.consumeByte();
    if (seed != 0) {
      new SplittableRandom(seed).nextBytes(bytes);
    }
    return bytes;
  }
}
