package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backend that misbehaves in the middle of a call is replaced, and no frame is lost for it. */
class QuarantineTest {

  private static final long KID = 5;
  private static final byte[] NO_METADATA = {};
  private static final int SIZE = 100;

  private final FailingBackend first = new FailingBackend("native", BackendProperty.CONSTANT_TIME);
  private final FailingBackend second = new FailingBackend("jdk");
  private final RecordedEvents events = new RecordedEvents();
  private final EngineOptions options = EngineOptions.defaults().withListener(events);
  private final byte[] payload = TestEngines.random(SIZE);
  private final byte[] frame = new byte[SIZE + FrameSealer.MAX_OVERHEAD_BYTES];
  private final byte[] opened = new byte[FrameOpener.plaintextCapacityBytes(frame.length)];
  private final OpenResult result = new OpenResult();
  private MediaEngine engine;
  private FrameSealer sealer;
  private FrameOpener opener;

  @BeforeEach
  void openEngine() {
    open(options);
  }

  private void open(EngineOptions chosen) {
    engine = MediaEngine.open(chosen, TestEngines.catalog(first, second));
    opener = engine.newOpener();
    try (BaseKey key = TestEngines.freshBaseKey()) {
      sealer = engine.newSealer(KID, key);
      opener.addKey(KID, key);
    }
  }

  @AfterEach
  void closeEngine() {
    engine.close();
    assertThat(first.keysOpen()).as("replaced keys are wiped, too").isZero();
    assertThat(second.keysOpen()).isZero();
  }

  private int seal() {
    return sealer.seal(payload, 0, SIZE, frame, 0);
  }

  private void opens(int frameBytes, long ctr) {
    assertThat(opener.open(frame, 0, frameBytes, opened, 0, result)).isEqualTo(OpenStatus.OPENED);
    assertThat(result.ctr()).isEqualTo(ctr);
    assertThat(opened).startsWith(payload);
  }

  private void onlyTheSecondIsLeft(long failures) {
    assertThat(engine.plan().backends()).containsExactly("jdk");
    assertThat(first.failures()).as("it was not asked again").isEqualTo(failures);
    assertThat(events.all())
        .as("nothing of what a library says is passed on")
        .containsExactly(
            new EngineEvent.BackendQuarantined("native", "threw java.lang.IllegalStateException"));
  }

  @Test
  void theFrameThatItFailedToSealIsSealedUnderTheSameCounter() {
    opens(seal(), 0);
    first.fail();
    for (int ctr = 1; ctr < 4; ctr++) {
      opens(seal(), ctr);
    }
    onlyTheSecondIsLeft(1);
  }

  @Test
  void theFrameThatItFailedToOpenIsOpened() {
    int size = seal();
    first.fail();
    opens(size, 0);
    assertThat(opener.open(frame, 0, size, opened, 0, result)).isEqualTo(OpenStatus.REPLAYED);
    onlyTheSecondIsLeft(1);
  }

  @Test
  void segmentsMetadataAndOverlapsAreTreatedAlike() {
    byte[] metadata = TestEngines.random(9);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment both = arena.allocate(frame.length);
      MemorySegment.copy(payload, 0, both, ValueLayout.JAVA_BYTE, 0, SIZE);
      first.fail();
      int size = sealer.seal(both, 0, SIZE, both, 0, metadata);
      assertThat(opener.open(both, 0, size, both, 0, metadata, result))
          .isEqualTo(OpenStatus.OPENED);
      assertThat(both.asSlice(0, SIZE).mismatch(MemorySegment.ofArray(payload))).isEqualTo(-1);
    }
    onlyTheSecondIsLeft(1);
  }

  @Test
  void aLinkageErrorIsItsFaultAndAnErrorOfTheJvmIsNot() {
    first.failWith(new OutOfMemoryError("of the heap"));
    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this::seal);
    assertThat(events.all()).isEmpty();
    first.failWith(new NoClassDefFoundError("x"));
    opens(seal(), 1);
    assertThat(engine.plan().backends()).containsExactly("jdk");
  }

  @Test
  void memoryThatWasFreedIsNotItsFault() {
    MemorySegment freed;
    try (Arena arena = Arena.ofConfined()) {
      freed = arena.allocate(frame.length);
    }
    MemorySegment out = MemorySegment.ofArray(frame);
    assertThatThrownBy(() -> sealer.seal(freed, 0, SIZE, out, 0, NO_METADATA))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(EngineException.class);
    int size = seal();
    MemorySegment sealed = MemorySegment.ofArray(frame);
    assertThatThrownBy(() -> opener.open(sealed, 0, size, freed, 0, NO_METADATA, result))
        .isInstanceOf(IllegalStateException.class);
    MemorySegment readOnly = Arena.ofAuto().allocate(opened.length).asReadOnly();
    assertThatThrownBy(() -> opener.open(sealed, 0, size, readOnly, 0, NO_METADATA, result))
        .isInstanceOf(RuntimeException.class)
        .isNotInstanceOf(EngineException.class);
    opens(size, 1);
    assertThat(events.all()).isEmpty();
    assertThat(engine.plan().backends()).containsExactly("native");
  }

  @Test
  void whenNoneIsLeftEveryCallSaysSo() {
    int size = seal();
    first.fail();
    second.failAfter(FailingBackend.CALLS_OF_SELF_TEST);
    byte[] out = new byte[frame.length];
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(() -> sealer.seal(payload, 0, SIZE, out, 0))
          .withMessageContaining("backend 'native' is quarantined")
          .withMessageContaining("backend 'jdk' is quarantined");
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(() -> opener.open(frame, 0, size, opened, 0, result));
    }
    assertThat(opened).as("what they left behind").containsOnly(0);
    assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(engine::plan);
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> engine.newBatch(1));
    try (BaseKey key = TestEngines.freshBaseKey()) {
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(() -> engine.newSealer(KID + 1, key));
    }
    assertThat(events.of(EngineEvent.BackendQuarantined.class)).hasSize(2);
  }

  @Test
  void whatTheConstraintsRuleOutDoesNotTakeOver() {
    engine.close();
    open(
        options.withConstraints(
            BackendConstraints.none().requiring(BackendProperty.CONSTANT_TIME)));
    first.fail();
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(this::seal)
        .withMessageContaining("'jdk' does not claim CONSTANT_TIME");
    assertThat(second.cipherCalls())
        .as("its self-test alone")
        .isLessThanOrEqualTo(FailingBackend.CALLS_OF_SELF_TEST);
  }

  @Test
  void oneThatExpandsNoKeysIsPassedOver() {
    first.refuseKeys();
    try (BaseKey key = TestEngines.freshBaseKey();
        FrameSealer another = engine.newSealer(KID, key)) {
      assertThat(another.seal(payload, 0, SIZE, frame, 0)).isPositive();
    }
    opens(seal(), 0);
    assertThat(events.all())
        .containsExactly(
            new EngineEvent.BackendQuarantined(
                "native", "expanding a key threw java.lang.IllegalStateException"));
    assertThat(engine.plan().backends()).containsExactly("jdk");
  }

  @Test
  void aListenerMayCloseTheEngine() {
    engine.close();
    open(EngineOptions.defaults().withListener(event -> engine.close()));
    int size = seal();
    first.fail();
    assertThat(opener.open(frame, 0, size, opened, 0, result)).isNotEqualTo(OpenStatus.OPENED);
    assertThatExceptionOfType(EngineClosedException.class).isThrownBy(this::seal);
  }

  @Test
  void aBatchThatFailsIsAnErrorAndTheNextOneWorks() {
    int size = seal();
    byte[] out = new byte[frame.length];
    try (FrameBatch batch = engine.newBatch(4)) {
      int index = batch.addSeal(sealer, payload, 0, SIZE, out, 0);
      batch.addOpen(opener, frame, 0, size, opened, 0, result);
      first.fail();
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(batch::run)
          .withMessageContaining("'native' failed in a batch")
          .withMessageContaining("make a new batch");
      assertThatThrownBy(() -> batch.sealedSizeBytes(index))
          .isInstanceOf(IllegalStateException.class);
      assertThat(opened).as("plaintext that is not authentic").containsOnly(0);
      batch.clear();
      batch.addSeal(sealer, payload, 0, SIZE, out, 0);
      assertThatExceptionOfType(BackendUnavailableException.class)
          .isThrownBy(batch::run)
          .withMessageContaining("make a new batch");
    }
    try (FrameBatch batch = engine.newBatch(4)) {
      batch.addOpen(opener, frame, 0, size, opened, 0, result);
      int index = batch.addSeal(sealer, payload, 0, SIZE, out, 0);
      batch.run();
      assertThat(result.status()).isEqualTo(OpenStatus.OPENED);
      assertThat(opener.open(out, 0, batch.sealedSizeBytes(index), opened, 0, result))
          .isEqualTo(OpenStatus.OPENED);
    }
    onlyTheSecondIsLeft(1);
  }

  @Test
  void framesOfABatchThatAreSealedAndOpenedOneByOneAreNotLost() {
    first.workOneByOne();
    int size = seal();
    byte[] out = new byte[frame.length];
    try (FrameBatch batch = engine.newBatch(4)) {
      batch.addOpen(opener, frame, 0, size, opened, 0, result);
      int index = batch.addSeal(sealer, payload, 0, SIZE, out, 0);
      first.fail();
      batch.run();
      assertThat(result.status()).isEqualTo(OpenStatus.OPENED);
      assertThat(opener.open(out, 0, batch.sealedSizeBytes(index), opened, 0, result))
          .isEqualTo(OpenStatus.OPENED);
    }
    onlyTheSecondIsLeft(1);
  }

  @Test
  void framesThatWereSealedOneByOneBeforeTheLastBackendFailedAreNotLost() {
    engine.close();
    open(options.withBackend("native"));
    first.workOneByOne();
    byte[] in = new byte[4 * frame.length];
    byte[] out = new byte[4 * frame.length];
    try (FrameBatch batch = engine.newBatch(4)) {
      for (int i = 0; i < 4; i++) {
        batch.addSeal(sealer, in, i * frame.length, SIZE, out, i * frame.length);
      }
      batch.run();
      batch.clear();
      for (int i = 0; i < 4; i++) {
        batch.addSeal(sealer, in, i * frame.length, SIZE, out, i * frame.length);
      }
      first.failAfter(2);
      assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(batch::run);
      for (int sealed : new int[] {0, 1}) {
        assertThat(batch.sealedSizeBytes(sealed)).isGreaterThan(SIZE);
      }
      for (int lost : new int[] {2, 3}) {
        assertThatThrownBy(() -> batch.sealedSizeBytes(lost))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void anEngineThatMayUseOneBackendKeepsNothingToReplaceItWith() {
    engine.close();
    open(options.withBackend("native"));
    opens(seal(), 0);
    first.fail();
    assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(this::seal);
    assertThat(List.of(second.cipherCalls(), second.failures())).containsOnly(0L);
  }
}
