package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arrays, segments and buffers of every kind lead to the same frames and the same answers. */
class MemoryKindsTest {

  private static final int KID = 300;
  private static final byte[] METADATA = {1, 2, 3};
  private static final int[] SIZES = {0, 1, 16, 100, 1_000};

  private final byte[] baseKey = TestEngines.random(32);
  private final ReferenceSframe reference =
      new ReferenceSframe(CipherSuite.AES_256_GCM_SHA512_128, baseKey, KID);
  private final Arena arena = Arena.ofConfined();
  private final MediaEngine engine = TestEngines.open();
  private final FrameSealer sealer;
  private final FrameOpener opener = engine.newOpener();
  private int frames;

  /** Segments that can be written, by size; each starts at an odd place. */
  private final List<IntFunction<MemorySegment>> segments =
      List.of(
          size -> MemorySegment.ofArray(new byte[size + 3]).asSlice(3),
          size -> MemorySegment.ofArray(new int[size / 4 + 2]).asSlice(5, size),
          size -> MemorySegment.ofArray(new long[size / 8 + 2]).asSlice(1, size),
          size -> arena().allocate(size + 1L).asSlice(1),
          size -> MemorySegment.ofBuffer(ByteBuffer.allocateDirect(size)));

  /** Buffers that can be written, by size. */
  private final List<IntFunction<ByteBuffer>> buffers =
      List.of(
          ByteBuffer::allocate,
          size -> ByteBuffer.allocate(size + 7).slice(7, size),
          size -> ByteBuffer.allocate(size + 9).position(4).limit(4 + size),
          size -> ByteBuffer.allocateDirect(size + 5).position(5),
          size -> arena().allocate(size).asByteBuffer());

  MemoryKindsTest() {
    try (BaseKey key = BaseKey.copyOf(baseKey)) {
      sealer = engine.newSealer(KID, key);
      opener.addKey(KID, key);
    }
  }

  private Arena arena() {
    return arena;
  }

  @AfterEach
  void close() {
    engine.close();
    arena.close();
  }

  @Test
  void segments() {
    for (int size : SIZES) {
      byte[] payload = TestEngines.random(size);
      for (IntFunction<MemorySegment> from : segments) {
        for (IntFunction<MemorySegment> to : segments) {
          MemorySegment in = from.apply(size);
          MemorySegment.copy(payload, 0, in, ValueLayout.JAVA_BYTE, 0, size);
          roundTrip(payload, in, to.apply(size + FrameSealer.MAX_OVERHEAD_BYTES), from);
          roundTrip(
              payload, in.asReadOnly(), to.apply(size + FrameSealer.MAX_OVERHEAD_BYTES), from);
        }
      }
    }
  }

  private void roundTrip(
      byte[] payload, MemorySegment in, MemorySegment sealed, IntFunction<MemorySegment> outs) {
    byte[] expected = reference.frame(frames++, payload, METADATA);
    int size = sealer.seal(in, 0, payload.length, sealed, 0, METADATA);
    assertThat(sealed.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);

    MemorySegment out = outs.apply(payload.length + 16);
    var result = new OpenResult();
    assertThat(opener.open(sealed.asReadOnly(), 0, size, out, 0, METADATA, result))
        .isEqualTo(OpenStatus.OPENED);
    assertThat(out.asSlice(0, result.sizeBytes()).toArray(ValueLayout.JAVA_BYTE))
        .isEqualTo(payload);
    assertThat(opener.open(sealed, 0, size, out, 0, METADATA, result))
        .isEqualTo(OpenStatus.REPLAYED);
  }

  @Test
  void buffers() {
    for (int size : SIZES) {
      byte[] payload = TestEngines.random(size);
      for (IntFunction<ByteBuffer> from : buffers) {
        for (IntFunction<ByteBuffer> to : buffers) {
          ByteBuffer in = from.apply(size);
          in.put(in.position(), payload);
          roundTrip(payload, in.duplicate(), to.apply(size + FrameSealer.MAX_OVERHEAD_BYTES), from);
          roundTrip(
              payload,
              in.asReadOnlyBuffer(),
              to.apply(size + FrameSealer.MAX_OVERHEAD_BYTES),
              from);
        }
      }
    }
  }

  private void roundTrip(
      byte[] payload, ByteBuffer in, ByteBuffer sealed, IntFunction<ByteBuffer> outs) {
    byte[] expected = reference.frame(frames++, payload, METADATA);
    int start = sealed.position();
    int size = sealer.seal(in, sealed, METADATA);
    assertThat(in.hasRemaining()).isFalse();
    assertThat(sealed.position()).isEqualTo(start + size);
    ByteBuffer frame = sealed.duplicate().position(start).limit(start + size);
    assertThat(bytes(frame)).isEqualTo(expected);

    ByteBuffer out = outs.apply(payload.length + 16);
    int outStart = out.position();
    var result = new OpenResult();
    ByteBuffer readOnly = frame.asReadOnlyBuffer();
    assertThat(opener.open(readOnly, out, METADATA, result)).isEqualTo(OpenStatus.OPENED);
    assertThat(readOnly.hasRemaining()).isFalse();
    assertThat(out.position()).isEqualTo(outStart + payload.length);
    assertThat(bytes(out.duplicate().position(outStart).limit(out.position()))).isEqualTo(payload);

    // The same frame once more: refused, and consumed all the same, but nothing comes out.
    out.position(outStart);
    assertThat(opener.open(frame, out, METADATA, result)).isEqualTo(OpenStatus.REPLAYED);
    assertThat(frame.hasRemaining()).isFalse();
    assertThat(out.position()).isEqualTo(outStart);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }

  @Test
  void arraysWithMetadataAndWithout() {
    for (int size : SIZES) {
      byte[] payload = TestEngines.random(size);
      byte[] out = new byte[size + FrameSealer.MAX_OVERHEAD_BYTES];
      byte[] expected = reference.frame(frames++, payload);
      int bytes = sealer.seal(payload, 0, size, out, 0);
      assertThat(Arrays.copyOf(out, bytes)).isEqualTo(expected);
      var result = new OpenResult();
      byte[] opened = new byte[size + 16];
      assertThat(opener.open(out, 0, bytes, opened, 0, result)).isEqualTo(OpenStatus.OPENED);
      assertThat(Arrays.copyOf(opened, size)).isEqualTo(payload);
      assertThat(Frames.seal(sealer, payload, METADATA))
          .isEqualTo(reference.frame(frames++, payload, METADATA));
    }
  }
}
