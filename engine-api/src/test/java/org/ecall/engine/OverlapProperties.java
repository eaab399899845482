package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ecall.engine.key.BaseKey;

/** Input and output in one piece of memory, in every position to each other. */
@PropertyDefaults(tries = 400, edgeCases = EdgeCasesMode.NONE)
class OverlapProperties {

  private static final int MEMORY_BYTES = 260;
  private static final int KID = 1;

  /** How the one piece of memory is handed to the engine. */
  enum Access {
    ARRAY,
    HEAP_SEGMENT,
    READ_ONLY_HEAP_SEGMENT,
    SLICES_OF_A_HEAP_SEGMENT,
    NATIVE_SEGMENT,
    SLICES_OF_A_NATIVE_SEGMENT,
    BUFFER,
    DIRECT_BUFFER
  }

  private static final Set<Access> OFF_HEAP =
      EnumSet.of(Access.NATIVE_SEGMENT, Access.SLICES_OF_A_NATIVE_SEGMENT, Access.DIRECT_BUFFER);

  /** A call of seal or open over one range of memory into another. */
  private interface Call {
    /** In an array; the answer is the size of what was written. */
    int arrays(byte[] memory);

    /** In segments. */
    int segments(MemorySegment in, long inOffset, MemorySegment out, long outOffset);

    /** In buffers. */
    int buffers(ByteBuffer in, ByteBuffer out);
  }

  /** Performs a call; afterwards the array holds what the memory holds. */
  private static int perform(
      Access access, byte[] memory, int in, int length, int out, int room, Call call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment heap = MemorySegment.ofArray(memory);
      MemorySegment off = arena.allocateFrom(ValueLayout.JAVA_BYTE, memory);
      ByteBuffer buffer = access == Access.BUFFER ? ByteBuffer.wrap(memory) : off.asByteBuffer();
      int answer =
          switch (access) {
            case ARRAY -> call.arrays(memory);
            case HEAP_SEGMENT -> call.segments(heap, in, heap, out);
            case READ_ONLY_HEAP_SEGMENT -> call.segments(heap.asReadOnly(), in, heap, out);
            case SLICES_OF_A_HEAP_SEGMENT ->
                call.segments(heap.asSlice(in, length), 0, heap.asSlice(out, room), 0);
            case NATIVE_SEGMENT -> call.segments(off, in, off, out);
            case SLICES_OF_A_NATIVE_SEGMENT ->
                call.segments(off.asSlice(in, length), 0, off.asSlice(out, room), 0);
            case BUFFER, DIRECT_BUFFER ->
                call.buffers(buffer.slice(in, length), buffer.slice(out, room));
          };
      if (OFF_HEAP.contains(access)) {
        MemorySegment.copy(off, ValueLayout.JAVA_BYTE, 0, memory, 0, memory.length);
      }
      return answer;
    }
  }

  @Property
  void sealsOverItsInput(
      @ForAll Access access,
      @ForAll @IntRange(max = 80) int length,
      @ForAll @IntRange(max = 140) int in,
      @ForAll @IntRange(max = 140) int out,
      @ForAll @Size(max = 3) byte[] metadata) {
    byte[] baseKey = TestEngines.random(32);
    byte[] memory = TestEngines.random(MEMORY_BYTES);
    byte[] before = memory.clone();
    int room = length + FrameSealer.MAX_OVERHEAD_BYTES;
    try (MediaEngine engine = TestEngines.open();
        BaseKey key = BaseKey.copyOf(baseKey)) {
      FrameSealer sealer = engine.newSealer(KID, key);
      Call call = sealing(sealer, in, length, out, metadata);
      int size = perform(access, memory, in, length, out, room, call);

      byte[] payload = Arrays.copyOfRange(before, in, in + length);
      var reference = new ReferenceSframe(CipherSuite.AES_256_GCM_SHA512_128, baseKey, KID);
      assertThat(Arrays.copyOfRange(memory, out, out + size))
          .isEqualTo(reference.frame(0, payload, metadata));
      assertSameOutside(before, memory, out, room);
    }
  }

  private static Call sealing(FrameSealer sealer, int in, int length, int out, byte[] metadata) {
    return new Call() {
      @Override
      public int arrays(byte[] memory) {
        return sealer.seal(memory, in, length, memory, out, metadata);
      }

      @Override
      public int segments(MemorySegment from, long inOffset, MemorySegment to, long outOffset) {
        return sealer.seal(from, inOffset, length, to, outOffset, metadata);
      }

      @Override
      public int buffers(ByteBuffer from, ByteBuffer to) {
        return sealer.seal(from, to, metadata);
      }
    };
  }

  @Property
  void opensOverItsInput(
      @ForAll Access access,
      @ForAll @IntRange(max = 80) int length,
      @ForAll @IntRange(max = 140) int in,
      @ForAll @IntRange(max = 140) int out,
      @ForAll @Size(max = 3) byte[] metadata,
      @ForAll @IntRange(max = 9) int ctr,
      @ForAll boolean forged) {
    byte[] baseKey = TestEngines.random(32);
    byte[] memory = TestEngines.random(MEMORY_BYTES);
    byte[] payload = TestEngines.random(length);
    byte[] frame =
        new ReferenceSframe(CipherSuite.AES_256_GCM_SHA512_128, baseKey, KID)
            .frame(ctr, payload, metadata);
    frame[frame.length - 1] ^= (byte) (forged ? 1 : 0);
    System.arraycopy(frame, 0, memory, in, frame.length);
    byte[] before = memory.clone();
    try (MediaEngine engine = TestEngines.open();
        BaseKey key = BaseKey.copyOf(baseKey)) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(KID, key);
      var result = new OpenResult();
      int room = FrameOpener.plaintextCapacityBytes(frame.length);
      Call call = opening(opener, in, frame.length, out, metadata, result);
      int opened = perform(access, memory, in, frame.length, out, room, call);
      assertThat(opened).isEqualTo(forged ? 0 : length);
      assertThat(result.status()).isEqualTo(forged ? OpenStatus.NOT_AUTHENTIC : OpenStatus.OPENED);
      assertThat(Arrays.copyOfRange(memory, out, out + length))
          .isEqualTo(forged ? new byte[length] : payload);
      assertSameOutside(before, memory, out, room);
    }
  }

  private static Call opening(
      FrameOpener opener, int in, int length, int out, byte[] metadata, OpenResult result) {
    return new Call() {
      @Override
      public int arrays(byte[] memory) {
        opener.open(memory, in, length, memory, out, metadata, result);
        return result.sizeBytes();
      }

      @Override
      public int segments(MemorySegment from, long inOffset, MemorySegment to, long outOffset) {
        opener.open(from, inOffset, length, to, outOffset, metadata, result);
        return result.sizeBytes();
      }

      @Override
      public int buffers(ByteBuffer from, ByteBuffer to) {
        opener.open(from, to, metadata, result);
        return result.sizeBytes();
      }
    };
  }

  private static void assertSameOutside(byte[] before, byte[] after, int from, int size) {
    for (int i = 0; i < before.length; i++) {
      if (i < from || i >= from + size) {
        assertThat(after[i]).as("byte %d, range %d + %d", i, from, size).isEqualTo(before[i]);
      }
    }
  }
}
