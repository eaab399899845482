package org.ecall.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Frames that go through a batch, each in memory of its own, in one of several kinds of it. */
final class BatchedFrames {

  static final byte CANARY = (byte) 0xa5;

  /** Where a frame lies. */
  enum Memory {
    ARRAYS,
    OVERLAPPING_ARRAYS,
    HEAP_SEGMENTS,
    NATIVE_SEGMENTS,
    OVERLAPPING_NATIVE_SEGMENTS;

    boolean overlaps() {
      return this == OVERLAPPING_ARRAYS || this == OVERLAPPING_NATIVE_SEGMENTS;
    }
  }

  /** Two arrays that frames of a batch share, so that they are sealed or opened together. */
  static final class Shared {

    private static final int BYTES = 1 << 14;

    private final byte[] in = new byte[BYTES];
    private final byte[] out = new byte[BYTES];
    private int used;

    Shared() {
      Arrays.fill(out, CANARY);
    }

    /** Puts an input where nothing is yet; the answer is the place, in both arrays. */
    private int put(byte[] input, int room) {
      int at = used;
      System.arraycopy(input, 0, in, at, input.length);
      used += Math.max(input.length, room);
      return at;
    }

    private MemorySegment out(int at, int room) {
      return MemorySegment.ofArray(out).asSlice(at, room);
    }
  }

  private BatchedFrames() {}

  static Entry addSeal(
      FrameBatch batch, FrameSealer sealer, Shared arrays, byte[] payload, byte... metadata) {
    int room = payload.length + FrameSealer.MAX_OVERHEAD_BYTES;
    int at = arrays.put(payload, room);
    int index = batch.addSeal(sealer, arrays.in, at, payload.length, arrays.out, at, metadata);
    return new Entry(index, new OpenResult(), arrays.out(at, room));
  }

  static Entry addOpen(
      FrameBatch batch, FrameOpener opener, Shared arrays, byte[] frame, byte... metadata) {
    int room = FrameOpener.plaintextCapacityBytes(frame.length);
    int at = arrays.put(frame, room);
    var result = new OpenResult();
    int index =
        batch.addOpen(opener, arrays.in, at, frame.length, arrays.out, at, metadata, result);
    return new Entry(index, result, arrays.out(at, room));
  }

  /** One frame that was added to a batch. */
  static final class Entry {
    final int index;
    final OpenResult result;
    private final MemorySegment out;

    private Entry(int index, OpenResult result, MemorySegment out) {
      this.index = index;
      this.result = result;
      this.out = out;
    }

    /** The output as it is now. */
    byte[] out() {
      return out.toArray(ValueLayout.JAVA_BYTE);
    }

    /** The plaintext that was opened. */
    byte[] plaintext() {
      return Arrays.copyOf(out(), result.sizeBytes());
    }

    /** The frame that was sealed. */
    byte[] sealed(FrameBatch batch) {
      return Arrays.copyOf(out(), batch.sealedSizeBytes(index));
    }
  }

  static Entry addSeal(FrameBatch batch, FrameSealer sealer, byte[] payload, byte... metadata) {
    return addSeal(batch, sealer, Memory.ARRAYS, payload, metadata);
  }

  static Entry addSeal(
      FrameBatch batch, FrameSealer sealer, Memory memory, byte[] payload, byte... metadata) {
    int room = payload.length + FrameSealer.MAX_OVERHEAD_BYTES;
    int shift = memory.overlaps() ? 3 : room;
    byte[] array = array(payload, shift, room);
    MemorySegment heap = MemorySegment.ofArray(array);
    int length = payload.length;
    return switch (memory) {
      case ARRAYS -> {
        byte[] out = Arrays.copyOfRange(array, 0, room);
        int index =
            metadata.length == 0
                ? batch.addSeal(sealer, payload, 0, length, out, 0)
                : batch.addSeal(sealer, payload, 0, length, out, 0, metadata);
        yield new Entry(index, new OpenResult(), MemorySegment.ofArray(out));
      }
      case OVERLAPPING_ARRAYS ->
          new Entry(
              batch.addSeal(sealer, array, shift, length, array, 0, metadata),
              new OpenResult(),
              heap.asSlice(0, room));
      default -> {
        MemorySegment all = segment(memory, array);
        int index = batch.addSeal(sealer, all, shift, length, all, 0, metadata);
        yield new Entry(index, new OpenResult(), all.asSlice(0, room));
      }
    };
  }

  static Entry addOpen(FrameBatch batch, FrameOpener opener, byte[] frame, byte... metadata) {
    return addOpen(batch, opener, Memory.ARRAYS, frame, metadata);
  }

  static Entry addOpen(
      FrameBatch batch, FrameOpener opener, Memory memory, byte[] frame, byte... metadata) {
    int room = FrameOpener.plaintextCapacityBytes(frame.length);
    int shift = memory.overlaps() ? 0 : room;
    byte[] array = array(frame, shift, room);
    MemorySegment heap = MemorySegment.ofArray(array);
    var result = new OpenResult();
    return switch (memory) {
      case ARRAYS -> {
        byte[] out = Arrays.copyOfRange(array, 0, room);
        int index =
            metadata.length == 0
                ? batch.addOpen(opener, frame, 0, frame.length, out, 0, result)
                : batch.addOpen(opener, frame, 0, frame.length, out, 0, metadata, result);
        yield new Entry(index, result, MemorySegment.ofArray(out));
      }
      case OVERLAPPING_ARRAYS ->
          new Entry(
              batch.addOpen(opener, array, shift, frame.length, array, 0, metadata, result),
              result,
              heap.asSlice(0, room));
      default -> {
        MemorySegment all = segment(memory, array);
        int index = batch.addOpen(opener, all, shift, frame.length, all, 0, metadata, result);
        yield new Entry(index, result, all.asSlice(0, room));
      }
    };
  }

  /** Canaries, and the input at {@code shift}. */
  private static byte[] array(byte[] input, int shift, int room) {
    byte[] array = new byte[Math.max(room, shift + input.length)];
    Arrays.fill(array, CANARY);
    System.arraycopy(input, 0, array, shift, input.length);
    return array;
  }

  private static MemorySegment segment(Memory memory, byte[] bytes) {
    return memory == Memory.HEAP_SEGMENTS
        ? MemorySegment.ofArray(bytes)
        : Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
  }
}
