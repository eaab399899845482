package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.ecall.engine.Frames.NO_METADATA;
import static org.ecall.engine.Frames.PAYLOAD;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ranges that do not fit are refused before anything is written, sealed or opened. */
class CapacityTest {

  private static final int KID = 1;
  private static final int SIZE = PAYLOAD.length;
  private static final int ROOM = SIZE + FrameSealer.MAX_OVERHEAD_BYTES;

  private final TestBackend backend = new TestBackend();
  private final MediaEngine engine = TestEngines.open(TestEngines.OPTIONS, backend);
  private final FrameSealer sealer;
  private final FrameOpener opener = engine.newOpener();
  private final OpenResult result = new OpenResult();
  private final long cipherCallsBefore;

  CapacityTest() {
    try (BaseKey key = TestEngines.freshBaseKey()) {
      sealer = engine.newSealer(KID, key);
      opener.addKey(KID, key);
    }
    cipherCallsBefore = backend.cipherCalls();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static MemorySegment seg(byte[] bytes) {
    return MemorySegment.ofArray(bytes);
  }

  private void assertOutOfBounds(List<ThrowingCallable> calls) {
    for (ThrowingCallable call : calls) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call);
    }
    assertThat(backend.cipherCalls()).isEqualTo(cipherCallsBefore);
  }

  @Test
  void sealingChecksRangesBeforeItTakesACounter() {
    byte[] tight = new byte[ROOM - 1];
    byte[] out = new byte[ROOM];
    assertOutOfBounds(
        List.of(
            () -> sealer.seal(PAYLOAD, 0, SIZE, tight, 0),
            () -> sealer.seal(PAYLOAD, 0, SIZE, out, 1),
            () -> sealer.seal(PAYLOAD, 0, SIZE, out, -1),
            () -> sealer.seal(PAYLOAD, -1, SIZE, out, 0),
            () -> sealer.seal(PAYLOAD, 1, SIZE, out, 0),
            () -> sealer.seal(PAYLOAD, 0, -1, out, 0),
            () -> sealer.seal(PAYLOAD, 0, Integer.MAX_VALUE, out, 0),
            () -> sealer.seal(PAYLOAD, Integer.MAX_VALUE, 1, out, 0),
            () -> sealer.seal(PAYLOAD, 0, SIZE, out, Integer.MAX_VALUE),
            () -> sealer.seal(seg(PAYLOAD), 0, SIZE, seg(tight), 0, NO_METADATA),
            () -> sealer.seal(seg(PAYLOAD), 0, SIZE, seg(out), 1, NO_METADATA),
            () -> sealer.seal(seg(PAYLOAD), 0, SIZE, seg(out), -1, NO_METADATA),
            () -> sealer.seal(seg(PAYLOAD), 1, SIZE, seg(out), 0, NO_METADATA),
            () -> sealer.seal(seg(PAYLOAD), Long.MAX_VALUE, SIZE, seg(out), 0, NO_METADATA),
            () -> sealer.seal(seg(PAYLOAD), 0, -1, seg(out), 0, NO_METADATA),
            () -> sealer.seal(seg(PAYLOAD), 0, Integer.MAX_VALUE, seg(out), 0, NO_METADATA),
            () -> sealer.seal(ByteBuffer.wrap(PAYLOAD), ByteBuffer.wrap(tight), NO_METADATA)));
    assertThat(tight).containsOnly(0);
    assertThat(out).containsOnly(0);
    assertThat(Opened.by(opener, Frames.seal(sealer)).ctr).isZero();
  }

  /** 2 GiB and more cannot be had with 33 bytes on top, whatever a huge segment says. */
  @Test
  @SuppressWarnings("restricted") // nothing of the segment is touched
  void aPayloadNearTheLargestIntDoesNotWrapTheRoomItNeeds() {
    MemorySegment huge = MemorySegment.NULL.reinterpret(1L << 32);
    byte[] out = new byte[ROOM];
    assertOutOfBounds(
        List.of(
            () -> sealer.seal(huge, 0, Integer.MAX_VALUE, seg(out), 0, NO_METADATA),
            () -> sealer.seal(huge, 0, Integer.MAX_VALUE - 20, huge, 1L << 31, NO_METADATA)));
  }

  @Test
  void openingChecksRangesBeforeItLooksAtTheFrame() {
    byte[] frame = Frames.seal(sealer);
    long calls = backend.cipherCalls();
    int capacity = FrameOpener.plaintextCapacityBytes(frame.length);
    byte[] tight = new byte[capacity - 1];
    byte[] out = new byte[capacity];
    int size = frame.length;
    List<ThrowingCallable> refused =
        List.of(
            () -> opener.open(frame, 0, size, tight, 0, result),
            () -> opener.open(frame, 0, size, out, 1, result),
            () -> opener.open(frame, 0, size, out, -1, result),
            () -> opener.open(frame, 1, size, out, 0, result),
            () -> opener.open(frame, -1, size, out, 0, result),
            () -> opener.open(frame, 0, size + 1, new byte[99], 0, result),
            () -> opener.open(frame, 0, -1, out, 0, result),
            () -> opener.open(frame, 0, Integer.MAX_VALUE, out, 0, result),
            () -> opener.open(seg(frame), 0, size, seg(tight), 0, NO_METADATA, result),
            () -> opener.open(seg(frame), 1, size, seg(out), 0, NO_METADATA, result),
            () -> opener.open(seg(frame), -1, size, seg(out), 0, NO_METADATA, result),
            () -> opener.open(seg(frame), 0, size, seg(out), -1, NO_METADATA, result),
            () -> opener.open(ByteBuffer.wrap(frame), ByteBuffer.wrap(tight), NO_METADATA, result));
    for (ThrowingCallable call : refused) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call);
    }
    assertThat(backend.cipherCalls()).isEqualTo(calls);
    assertThat(tight).containsOnly(0);
    assertThat(opener.open(frame, 0, size, out, 0, result)).isEqualTo(OpenStatus.OPENED);
  }

  @Test
  void segmentsThatCannotBeWrittenAreRefused() {
    MemorySegment in = MemorySegment.ofArray(PAYLOAD);
    MemorySegment room = MemorySegment.ofArray(new byte[ROOM]);
    MemorySegment frame = MemorySegment.ofArray(Frames.seal(sealer));
    int size = (int) frame.byteSize();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sealer.seal(in, 0, 1, room.asReadOnly(), 0, NO_METADATA));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> opener.open(frame, 0, size, room.asReadOnly(), 0, NO_METADATA, result));
    assertThat(opener.open(frame, 0, size, room, 0, NO_METADATA, result))
        .isEqualTo(OpenStatus.OPENED);
  }

  @Test
  void buffersKeepTheirPositionsWhenTheyAreRefused() {
    ByteBuffer in = ByteBuffer.wrap(PAYLOAD);
    ByteBuffer readOnly = ByteBuffer.allocate(ROOM).asReadOnlyBuffer();
    ByteBuffer tight = ByteBuffer.allocate(ROOM - 1);
    assertThatExceptionOfType(ReadOnlyBufferException.class)
        .isThrownBy(() -> sealer.seal(in, readOnly, NO_METADATA));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> sealer.seal(in, tight, NO_METADATA));
    assertThat(in.position()).isZero();
    assertThat(tight.position()).isZero();

    ByteBuffer frame = ByteBuffer.wrap(Frames.seal(sealer));
    assertThatExceptionOfType(ReadOnlyBufferException.class)
        .isThrownBy(() -> opener.open(frame, readOnly, NO_METADATA, result));
    assertThat(frame.position()).isZero();
    assertThat(opener.open(frame, ByteBuffer.allocate(ROOM), NO_METADATA, result))
        .isEqualTo(OpenStatus.OPENED);
    assertThat(result.ctr()).isZero();
  }

  @Test
  void oneBufferCannotBeBothInputAndOutput() {
    byte[] frame = Frames.seal(sealer);
    ByteBuffer both = ByteBuffer.wrap(frame.clone());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> opener.open(both, both, NO_METADATA, result));
    assertThat(both.position()).isZero();
    assertThat(both.array()).isEqualTo(frame);
    assertThat(opener.open(both, both.duplicate(), NO_METADATA, result))
        .isEqualTo(OpenStatus.OPENED);
  }

  @Test
  void capacityIsNeverMoreThanTheFrameAndNeverNegative() {
    assertThat(FrameOpener.plaintextCapacityBytes(0)).isZero();
    assertThat(FrameOpener.plaintextCapacityBytes(16)).isZero();
    assertThat(FrameOpener.plaintextCapacityBytes(17)).isZero();
    assertThat(FrameOpener.plaintextCapacityBytes(18)).isEqualTo(1);
    assertThat(FrameOpener.plaintextCapacityBytes(Integer.MAX_VALUE))
        .isEqualTo(Integer.MAX_VALUE - 17);
  }
}
