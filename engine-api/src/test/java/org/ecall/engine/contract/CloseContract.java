package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A closed key does nothing any more, and closing ends what is in flight first. */
interface CloseContract extends ContractSubject {

  @Test
  default void aClosedKeyRefusesAndWritesNothing() {
    Message message = Message.of(4, 32, 16, 160);
    AeadKey key = expand(message.key);
    assertThat(message.sealWith(key)).isEqualTo(message.sealed);
    key.close();
    byte[] out = TestBytes.canaries(message.sealed.length);
    MemorySegment outSegment = MemorySegment.ofArray(out);
    MemorySegment plaintext = MemorySegment.ofArray(message.plaintext);
    MemorySegment sealed = MemorySegment.ofArray(message.sealed);
    List<Runnable> uses =
        List.of(
            () ->
                key.seal(
                    message.nonceHigh,
                    message.nonceLow,
                    message.aad,
                    0,
                    16,
                    message.plaintext,
                    0,
                    160,
                    out,
                    0),
            () ->
                key.open(
                    message.nonceHigh,
                    message.nonceLow,
                    message.aad,
                    0,
                    16,
                    message.sealed,
                    0,
                    160,
                    out,
                    0),
            () -> message.seal(key, plaintext, outSegment),
            () -> message.open(key, sealed, outSegment));
    for (Runnable use : uses) {
      assertThatExceptionOfType(KeyClosedException.class).isThrownBy(use::run);
    }
    TestBytes.checkOnly("after close", new byte[0], out, 0);
  }

  @Test
  default void closingTwiceIsAllowed() {
    AeadKey used = expand(Message.key(16));
    used.close();
    used.close();
    AeadKey other = expand(Message.key(16));
    Message message = Message.of(1, 16, 16, 16);
    assertThat(message.sealWith(other)).isEqualTo(message.sealed);
    other.close();
    other.close();
  }

  /**
   * At any moment a frame is either sealed right or refused, and once {@code close} has returned
   * nothing more is written.
   */
  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 4, 24})
  default void closingWhileOthersSeal(int threads) throws InterruptedException {
    Message message = Message.of(9, 32, 16, 4000);
    // More threads than processors make the waiting long, and few rounds meet many states then.
    for (int round = 0; round < 60 / threads / threads + 2; round++) {
      AeadKey key = expand(message.key);
      List<SealingThread> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(new SealingThread(key, message));
      }
      running.forEach(Thread::start);
      for (SealingThread thread : running) {
        thread.awaitFirstFrame();
      }
      key.close();
      running.forEach(SealingThread::rememberOutput);
      for (SealingThread thread : running) {
        thread.join();
        thread.check();
      }
    }
  }
}
