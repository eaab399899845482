package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a batch makes of its frames, and what it refuses. */
class FrameBatchTest {

  private static final byte[] NO_METADATA = {};

  private final BatchHookBackend backend = new BatchHookBackend();
  private final MediaEngine engine = TestEngines.open(TestEngines.OPTIONS, backend);
  private final BaseKey key = TestEngines.freshBaseKey();
  private final FrameSealer sealer = engine.newSealer(1, key);
  private final FrameOpener opener = engine.newOpener();
  private final FrameBatch batch = engine.newBatch(4);

  FrameBatchTest() {
    opener.addKey(1, key);
  }

  @AfterEach
  void close() {
    key.close();
    engine.close();
    assertThat(backend.batchesOpen()).isZero();
    assertThat(backend.cipher.keysOpen()).isZero();
  }

  private BatchedFrames.Entry addSeal() {
    return BatchedFrames.addSeal(batch, sealer, Frames.PAYLOAD);
  }

  private BatchedFrames.Entry addOpen(byte[] frame) {
    return BatchedFrames.addOpen(batch, opener, frame);
  }

  @ParameterizedTest
  @EnumSource
  void sealsAndOpensInAnyMemory(BatchedFrames.Memory memory) {
    byte[] received = Frames.genuine(key, 1, 7);
    var one = BatchedFrames.addSeal(batch, sealer, memory, Frames.PAYLOAD);
    var two = BatchedFrames.addOpen(batch, opener, memory, received);
    var three = BatchedFrames.addSeal(batch, sealer, memory, Frames.PAYLOAD, (byte) 3);
    assertThat(List.of(one.index, two.index, three.index)).isEqualTo(List.of(0, 1, 2));
    assertThat(batch.size()).isEqualTo(3);
    batch.run();
    assertThat(one.sealed(batch)).isEqualTo(Frames.genuine(key, 1, 0));
    assertThat(two.result.status()).isEqualTo(OpenStatus.OPENED);
    assertThat(two.result.kid()).isEqualTo(1);
    assertThat(two.result.ctr()).isEqualTo(7);
    assertThat(two.plaintext()).isEqualTo(Frames.PAYLOAD);
    byte[] withMetadata = three.sealed(batch);

    batch.clear();
    var four = BatchedFrames.addOpen(batch, opener, memory, withMetadata, (byte) 4);
    var five = BatchedFrames.addOpen(batch, opener, memory, withMetadata, (byte) 3);
    batch.run();
    assertThat(four.result.status()).isEqualTo(OpenStatus.NOT_AUTHENTIC);
    assertThat(five.result.status()).isEqualTo(OpenStatus.OPENED);
    assertThat(five.plaintext()).isEqualTo(Frames.PAYLOAD);
  }

  @Test
  @DisplayName("R4-1: a batch that is cleared or closed has taken no counter and seen no frame")
  void nothingHappensBeforeTheRun() {
    var frame = addSeal();
    var received = addOpen(Frames.genuine(key, 1, 0));
    assertThat(frame.out()).containsOnly(BatchedFrames.CANARY);
    assertThat(received.result.status()).isEqualTo(OpenStatus.MALFORMED);
    batch.clear();
    assertThat(batch.size()).isZero();
    batch.run();
    assertThat(Opened.by(opener, Frames.seal(sealer)).ctr).isZero();
  }

  @Test
  @DisplayName("R6-5, R6-3: of two frames with one counter in a batch, exactly one opens")
  void theSameFrameTwice() {
    var first = addOpen(Frames.flipBit(Frames.genuine(key, 1, 5), 100));
    var second = addOpen(Frames.genuine(key, 1, 5));
    var third = addOpen(Frames.genuine(key, 1, 5));
    batch.run();
    assertThat(first.result.status()).isEqualTo(OpenStatus.NOT_AUTHENTIC);
    assertThat(second.result.status()).isEqualTo(OpenStatus.OPENED);
    assertThat(third.result.status()).isEqualTo(OpenStatus.REPLAYED);
    assertThat(third.result.sizeBytes()).isZero();
    assertThat(Arrays.copyOf(third.out(), Frames.PAYLOAD.length)).containsOnly(0);
  }

  @Test
  @DisplayName("R6-6: a frame that jumps makes a later one of the same batch too old")
  void theWindowMovesWithinABatch() {
    assertThat(Opened.statusBy(opener, Frames.genuine(key, 1, 3))).isEqualTo(OpenStatus.OPENED);
    var forgedJump = addOpen(Frames.forged(1, 1 << 20));
    var jump = addOpen(Frames.genuine(key, 1, 5_000));
    var old = addOpen(Frames.genuine(key, 1, 4));
    var seenAndOld = addOpen(Frames.genuine(key, 1, 3));
    batch.run();
    assertThat(forgedJump.result.status()).isEqualTo(OpenStatus.NOT_AUTHENTIC);
    assertThat(jump.result.status()).isEqualTo(OpenStatus.OPENED);
    assertThat(old.result.status()).isEqualTo(OpenStatus.TOO_OLD);
    assertThat(Arrays.copyOf(old.out(), Frames.PAYLOAD.length)).containsOnly(0);
    assertThat(seenAndOld.result.status()).isEqualTo(OpenStatus.TOO_OLD);
  }

  @Test
  void aClosedSealerOrOpenerIsAMatterOfItsOwnFrames() {
    FrameSealer closedSealer = engine.newSealer(2, key);
    FrameOpener closedOpener = engine.newOpener();
    var notSealed = BatchedFrames.addSeal(batch, closedSealer, Frames.PAYLOAD);
    var notOpened = BatchedFrames.addOpen(batch, closedOpener, Frames.genuine(key, 1, 0));
    var sealed = addSeal();
    var opened = addOpen(Frames.genuine(key, 1, 0));
    closedSealer.close();
    closedOpener.close();
    batch.run();
    assertThatExceptionOfType(EngineClosedException.class)
        .isThrownBy(() -> batch.sealedSizeBytes(notSealed.index));
    assertThat(notSealed.out()).containsOnly(BatchedFrames.CANARY);
    assertThat(notOpened.result.status()).isEqualTo(OpenStatus.EPOCH_RETIRED);
    assertThat(sealed.sealed(batch)).isEqualTo(Frames.genuine(key, 1, 0));
    assertThat(opened.result.status()).isEqualTo(OpenStatus.OPENED);
  }

  @Test
  void aSealerThatIsClosedDuringTheRunIsAMatterOfItsOwnFrames() {
    FrameSealer other = engine.newSealer(2, key);
    var notSealed = BatchedFrames.addSeal(batch, other, Frames.PAYLOAD);
    var sealed = addSeal();
    backend.beforeNextRun(other::close);
    batch.run();
    assertThatExceptionOfType(EngineClosedException.class)
        .isThrownBy(() -> batch.sealedSizeBytes(notSealed.index));
    assertThat(sealed.sealed(batch)).isEqualTo(Frames.genuine(key, 1, 0));
  }

  @Test
  void aSealerThatIsClosedBetweenTwoOfItsFramesHasSealedTheFirst() {
    FrameSealer other = engine.newSealer(2, key);
    var arrays = new BatchedFrames.Shared();
    var sealed = BatchedFrames.addSeal(batch, sealer, arrays, Frames.PAYLOAD);
    var first = BatchedFrames.addSeal(batch, other, arrays, Frames.PAYLOAD);
    var second = BatchedFrames.addSeal(batch, other, arrays, Frames.PAYLOAD);
    backend.cipher.afterSeals(2, other::close);
    batch.run();
    assertThat(sealed.sealed(batch)).isEqualTo(Frames.genuine(key, 1, 0));
    assertThat(first.sealed(batch)).isEqualTo(Frames.genuine(key, 2, 0));
    assertThatExceptionOfType(EngineClosedException.class)
        .isThrownBy(() -> batch.sealedSizeBytes(second.index));
  }

  @Test
  void aRetiredKeyAnswersAsItDoesOutsideABatch() {
    var received = addOpen(Frames.genuine(key, 1, 0));
    var unknown = addOpen(Frames.genuine(key, 5, 0));
    opener.retireKey(1);
    batch.run();
    assertThat(received.result.status()).isEqualTo(OpenStatus.EPOCH_RETIRED);
    assertThat(unknown.result.status()).isEqualTo(OpenStatus.UNKNOWN_KID);
  }

  @Test
  void aFullBatchRefuses() {
    for (int i = 0; i < 4; i++) {
      addSeal();
    }
    assertThatIllegalStateException().isThrownBy(this::addSeal).withMessageContaining("full");
    assertThatIllegalStateException()
        .isThrownBy(() -> addOpen(Frames.genuine(key, 1, 0)))
        .withMessageContaining("full");
    batch.run();
    assertThat(batch.size()).isEqualTo(4);
  }

  @Test
  void aBatchRunsOnce() {
    var received = addOpen(Frames.genuine(key, 1, 0));
    batch.run();
    assertThatIllegalStateException().isThrownBy(batch::run).withMessageContaining("clear");
    assertThatIllegalStateException().isThrownBy(this::addSeal).withMessageContaining("clear");
    assertThat(received.result.status()).isEqualTo(OpenStatus.OPENED);
    batch.clear();
    addSeal();
    batch.run();
  }

  @Test
  void sizesAreThoseOfSealedFramesOnly() {
    addSeal();
    addOpen(Frames.genuine(key, 1, 0));
    assertThatIllegalStateException().isThrownBy(() -> batch.sealedSizeBytes(0));
    batch.run();
    assertThat(batch.sealedSizeBytes(0)).isEqualTo(Frames.genuine(key, 1, 0).length);
    assertThatIllegalStateException().isThrownBy(() -> batch.sealedSizeBytes(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> batch.sealedSizeBytes(2));
  }

  @Test
  void misuseIsFoundWhileAdding() {
    byte[] room = new byte[100];
    MemorySegment heap = MemorySegment.ofArray(new byte[100]);
    OpenResult result = new OpenResult();
    assertThatIllegalArgumentException().isThrownBy(() -> engine.newBatch(0));
    for (int bad : new int[] {-1, 68, 101, Integer.MAX_VALUE}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> batch.addSeal(sealer, room, 0, bad, room, 0));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> batch.addSeal(sealer, heap, 0, bad, heap, 0, NO_METADATA));
    }
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> batch.addOpen(opener, room, 1, 100, room, 0, result));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> batch.addOpen(opener, heap, 0, 100, heap, 18, NO_METADATA, result));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> batch.addOpen(opener, heap, 0, 50, heap.asReadOnly(), 0, NO_METADATA, result));
    Arena arena = Arena.ofConfined();
    MemorySegment mine = arena.allocate(100);
    Together.run(
        1,
        thread ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> batch.addSeal(sealer, mine, 0, 9, heap, 0, NO_METADATA)));
    arena.close();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch.addSeal(sealer, heap, 0, 9, mine, 0, NO_METADATA));
    try (MediaEngine other = TestEngines.open()) {
      FrameOpener foreign = other.newOpener();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> batch.addOpen(foreign, room, 0, 50, room, 50, result));
      try (BaseKey otherKey = TestEngines.freshBaseKey()) {
        FrameSealer foreignSealer = other.newSealer(1, otherKey);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> batch.addSeal(foreignSealer, room, 0, 50, room, 0));
      }
    }
    assertThat(batch.size()).isZero();
  }

  @Test
  void sizesAreNotThoseOfTheRunBefore() {
    addSeal();
    batch.run();
    batch.clear();
    addSeal();
    assertThatIllegalStateException().isThrownBy(() -> batch.sealedSizeBytes(0));
    batch.run();
    assertThat(batch.sealedSizeBytes(0)).isEqualTo(Frames.genuine(key, 1, 1).length);
  }

  @Test
  void memoryThatIsFreedBeforeTheRunHurtsNobodyLater() {
    addSeal();
    addSeal();
    batch.run();
    batch.clear();
    Arena arena = Arena.ofShared();
    MemorySegment freed = arena.allocate(100);
    var received = addOpen(Frames.genuine(key, 1, 0));
    batch.addSeal(sealer, freed, 0, 50, MemorySegment.ofArray(new byte[100]), 0, NO_METADATA);
    arena.close();
    assertThatIllegalStateException().isThrownBy(batch::run);
    assertThat(received.result.status()).isNotEqualTo(OpenStatus.OPENED);
    assertThatIllegalStateException().isThrownBy(() -> batch.sealedSizeBytes(1));
    batch.clear();
    var again = addOpen(Frames.genuine(key, 1, 0));
    var next = addSeal();
    batch.run();
    assertThat(again.result.status()).isEqualTo(OpenStatus.OPENED);
    assertThat(next.sealed(batch)).isEqualTo(Frames.genuine(key, 1, 3));
  }

  @Test
  void aClosedBatchRefuses() {
    addSeal();
    batch.close();
    batch.close();
    assertThat(backend.batchesOpen()).isZero();
    for (Runnable use : List.<Runnable>of(batch::run, batch::clear, this::addSeal)) {
      assertThatExceptionOfType(EngineClosedException.class).isThrownBy(use::run);
    }
    assertThat(Opened.by(opener, Frames.seal(sealer)).ctr).isZero();
  }

  @Test
  void batchesAreClosedWithTheEngine() {
    addSeal();
    engine.close();
    assertThatExceptionOfType(EngineClosedException.class).isThrownBy(batch::run);
    assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> engine.newBatch(1));
  }

  @Test
  void closingDuringARunLetsItEnd() {
    var sealed = addSeal();
    List<Throwable> refused = new ArrayList<>();
    backend.beforeNextRun(
        () -> {
          for (Runnable use : List.<Runnable>of(batch::run, batch::clear, this::addSeal)) {
            try {
              use.run();
            } catch (IllegalStateException e) {
              refused.add(e);
            }
          }
          batch.close();
        });
    batch.run();
    assertThat(refused).hasSize(3);
    assertThat(backend.batchesOpen()).isZero();
    assertThat(sealed.sealed(batch)).isEqualTo(Frames.genuine(key, 1, 0));
    assertThatExceptionOfType(EngineClosedException.class).isThrownBy(batch::clear);
  }

  @Test
  void capacityIsNoLimitOfTheMemoryInUse() {
    FrameBatch large = engine.newBatch(300);
    List<BatchedFrames.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      entries.add(BatchedFrames.addOpen(large, opener, Frames.genuine(key, 1, i)));
    }
    large.run();
    assertThat(entries).allMatch(entry -> entry.result.status() == OpenStatus.OPENED);
  }
}
