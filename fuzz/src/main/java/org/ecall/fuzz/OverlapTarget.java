package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.BaseKey;

/**
 * Sealing and opening within one piece of memory, input and output overlapping anyhow: the same as
 * if they were apart.
 */
public final class OverlapTarget {

  private static final MediaEngine ENGINE = MediaEngine.open();
  private static final int MOST_APART = 150;

  private static long runs;

  private OverlapTarget() {}

  /** One frame. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    // A key seals once in a process.
    byte[] base = ByteBuffer.allocate(32).putLong(runs++).array();
    try (BaseKey key = BaseKey.copyOf(base);
        FrameSealer sealer = ENGINE.newSealer(data.consumeLong(), key);
        FrameOpener opener = ENGINE.newOpener();
        Arena arena = Arena.ofConfined()) {
      opener.addKey(sealer.kid(), key);
      new Run(data, arena).go(sealer, opener);
    }
  }

  private static final class Run {
    private final FuzzedDataProvider data;
    private final Arena arena;
    private final byte[] payload;
    private final byte[] metadata;

    Run(FuzzedDataProvider data, Arena arena) {
      this.data = data;
      this.arena = arena;
      payload = Sizes.bytes(data, data.consumeInt(0, 1500));
      metadata = Sizes.bytes(data, data.consumeInt(0, 30));
    }

    void go(FrameSealer sealer, FrameOpener opener) {
      int in = data.consumeInt(0, MOST_APART);
      int out = data.consumeInt(0, MOST_APART);
      int room = MOST_APART + payload.length + FrameSealer.MAX_OVERHEAD_BYTES;
      byte[] frame = seal(sealer, memory(room), in, out);
      var result = new OpenResult();
      byte[] opened = open(opener, memory(room), frame, out, in, result);
      Oracle.require(result.status() == OpenStatus.OPENED, "it opens: " + result);
      Oracle.requireEqual(opened, payload, "the payload");
    }

    private MemorySegment memory(int size) {
      return data.consumeBoolean() ? arena.allocate(size) : MemorySegment.ofArray(new byte[size]);
    }

    private byte[] seal(FrameSealer sealer, MemorySegment memory, int in, int out) {
      MemorySegment.copy(payload, 0, memory, ValueLayout.JAVA_BYTE, in, payload.length);
      int size;
      if (memory.heapBase().orElse(null) instanceof byte[] bytes && data.consumeBoolean()) {
        size = sealer.seal(bytes, in, payload.length, bytes, out, metadata);
      } else {
        size = sealer.seal(memory, in, payload.length, memory, out, metadata);
      }
      return memory.asSlice(out, size).toArray(ValueLayout.JAVA_BYTE);
    }

    private byte[] open(
        FrameOpener opener,
        MemorySegment memory,
        byte[] frame,
        int in,
        int out,
        OpenResult result) {
      MemorySegment.copy(frame, 0, memory, ValueLayout.JAVA_BYTE, in, frame.length);
      if (memory.heapBase().orElse(null) instanceof byte[] bytes && data.consumeBoolean()) {
        opener.open(bytes, in, frame.length, bytes, out, metadata, result);
        return Arrays.copyOfRange(bytes, out, out + result.sizeBytes());
      }
      opener.open(memory, in, frame.length, memory, out, metadata, result);
      return memory.asSlice(out, result.sizeBytes()).toArray(ValueLayout.JAVA_BYTE);
    }
  }
}
