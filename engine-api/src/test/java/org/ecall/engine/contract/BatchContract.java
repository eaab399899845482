package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch gives the results of single calls, message by message. */
interface BatchContract extends ContractSubject {

  int CAPACITY = 16;

  /** Three fillings: of many sizes under two keys, with forgeries among them, sealed and opened. */
  @ParameterizedTest
  @EnumSource
  default void mixedMessages(MemoryKind kind) {
    try (AeadKey shortKey = expand(Message.key(16));
        AeadKey longKey = expand(Message.key(32));
        AeadBatch batch = backend().newBatch(CAPACITY)) {
      for (int filling = 0; filling < 3; filling++) {
        BatchEntry[] entries = new BatchEntry[CAPACITY];
        for (int i = 0; i < CAPACITY; i++) {
          int size = i * (1 + filling * 37);
          Message message = Message.of(i + filling * 100, i % 3 == 0 ? 16 : 32, i, size);
          entries[i] = BatchEntry.of(message, kind, i % 2 == 0, i % 5 == 3);
          entries[i].addTo(batch, i % 3 == 0 ? shortKey : longKey);
          assertThat(batch.size()).isEqualTo(i + 1);
        }
        assertThat(batch.allSucceeded()).as("before the run").isFalse();
        batch.run();
        assertThat(batch.allSucceeded()).as("with forgeries").isFalse();
        for (int i = 0; i < CAPACITY; i++) {
          assertThat(batch.succeeded(i)).as("message %d", i).isEqualTo(entries[i].mustSucceed());
          entries[i].checkOutput();
        }
        batch.clear();
        assertThat(batch.size()).isZero();
      }
    }
  }

  /** What a long message uses of what messages of a key share is not what one behind it needs. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  default void longMessagesAmongShortOnes(boolean seals) {
    int[] sizes = {5000, 0, 16, 4063, 0, 4064, 0, 4065, 1, 20_000, 0, 4080, 0, 65_537, 160, 0};
    try (AeadKey key = expand(Message.key(32));
        AeadBatch batch = backend().newBatch(sizes.length)) {
      BatchEntry[] entries = new BatchEntry[sizes.length];
      for (int i = 0; i < sizes.length; i++) {
        Message message = Message.of(i, 32, 16, sizes[i]);
        entries[i] = BatchEntry.of(message, MemoryKind.HEAP_BYTES, seals, false);
        entries[i].addTo(batch, key);
      }
      batch.run();
      assertThat(batch.allSucceeded()).isTrue();
      for (BatchEntry entry : entries) {
        entry.checkOutput();
      }
    }
  }

  @Test
  default void aFullBatchRefuses() {
    Message message = Message.of(1, 32, 16, 16);
    try (AeadKey key = expand(message.key);
        AeadBatch batch = backend().newBatch(2)) {
      BatchEntry first = BatchEntry.of(message, MemoryKind.HEAP_BYTES, true, false);
      BatchEntry second = BatchEntry.of(message, MemoryKind.HEAP_BYTES, false, false);
      BatchEntry third = BatchEntry.of(message, MemoryKind.HEAP_BYTES, true, false);
      first.addTo(batch, key);
      second.addTo(batch, key);
      assertThatIllegalStateException().isThrownBy(() -> third.addTo(batch, key));
      batch.run();
      assertThat(batch.allSucceeded()).isTrue();
      first.checkOutput();
      second.checkOutput();
      third.checkUntouched();
      assertThat(batch.size()).isEqualTo(2);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> batch.succeeded(2));
    }
  }

  @Test
  default void aClosedKeyFailsItsOwnMessagesOnly() {
    Message message = Message.of(1, 32, 16, 160);
    Message other = Message.of(1, 16, 16, 160);
    try (AeadKey open = expand(message.key);
        AeadBatch batch = backend().newBatch(4)) {
      AeadKey closed = expand(other.key);
      BatchEntry[] entries = new BatchEntry[4];
      for (int i = 0; i < 4; i++) {
        entries[i] =
            BatchEntry.of(i < 2 ? message : other, MemoryKind.NATIVE_SHARED, i % 2 == 0, false);
        entries[i].addTo(batch, i < 2 ? open : closed);
      }
      closed.close();
      batch.run();
      for (int i = 0; i < 4; i++) {
        assertThat(batch.succeeded(i)).as("message %d", i).isEqualTo(i < 2);
      }
      entries[0].checkOutput();
      entries[1].checkOutput();
      entries[2].checkUntouched();
      entries[3].checkUntouched();
    }
  }

  /** Another thread may close a key between the moment the engine takes it and that of adding. */
  @Test
  default void aKeyThatIsClosedAlreadyFailsItsOwnMessagesOnly() {
    Message message = Message.of(1, 32, 16, 160);
    try (AeadKey open = expand(message.key);
        AeadBatch batch = backend().newBatch(2)) {
      AeadKey closed = expand(message.key);
      closed.close();
      BatchEntry first = BatchEntry.of(message, MemoryKind.HEAP_BYTES, true, false);
      BatchEntry second = BatchEntry.of(message, MemoryKind.HEAP_BYTES, true, false);
      first.addTo(batch, closed);
      second.addTo(batch, open);
      batch.run();
      assertThat(batch.succeeded(0)).isFalse();
      assertThat(batch.succeeded(1)).isTrue();
      assertThat(batch.allSucceeded()).isFalse();
      first.checkUntouched();
      second.checkOutput();
    }
  }

  /** Memory belongs to a filling; ranges are checked before a message counts. */
  @Test
  default void misuseAddsNothing() {
    MemorySegment memory = MemorySegment.ofArray(new byte[100]);
    try (AeadKey key = expand(Message.key(32));
        AeadBatch batch = backend().newBatch(2)) {
      for (int filling = 0; filling < 2; filling++) {
        assertThatIllegalStateException()
            .isThrownBy(() -> batch.addSeal(key, 1, 1, 0, 1, 0, 10, 0));
        assertThatIllegalStateException()
            .isThrownBy(() -> batch.addOpen(key, 1, 1, 0, 1, 0, 10, 0));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> batch.useMemory(memory, memory, memory.asReadOnly()));
        assertThatIllegalStateException()
            .as("memory that was refused is not in use")
            .isThrownBy(() -> batch.addSeal(key, 1, 1, 0, 1, 0, 10, 0));
        batch.useMemory(memory, memory, memory);
        assertRefused(() -> batch.addSeal(key, 1, 1, 0, 1, 0, 85, 0));
        assertRefused(() -> batch.addSeal(key, 1, 1, 0, 1, 0, 10, Long.MAX_VALUE));
        assertRefused(() -> batch.addSeal(key, 1, 1, Long.MIN_VALUE, 1, 0, 10, 0));
        assertRefused(() -> batch.addOpen(key, 1, 1, 0, 1, 0, 85, 0));
        assertRefused(() -> batch.addOpen(key, 1, 1, 0, 1, 0, Integer.MAX_VALUE, 0));
        assertRefused(() -> batch.addOpen(key, 1, 1, 0, -1, 0, 10, 0));
        assertThat(batch.size()).isZero();
        batch.addSeal(key, 1, filling, 0, 1, 0, 84, 0);
        assertThat(batch.succeeded(0)).as("before the run").isFalse();
        batch.run();
        assertThat(batch.succeeded(0)).isTrue();
        batch.clear();
      }
    }
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call);
  }

  @Test
  default void anEmptyBatchRuns() {
    try (AeadBatch batch = backend().newBatch(1)) {
      batch.run();
      assertThat(batch.size()).isZero();
      batch.clear();
    }
  }
}
