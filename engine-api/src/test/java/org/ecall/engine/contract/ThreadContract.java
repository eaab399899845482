package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads with one key. */
interface ThreadContract extends ContractSubject {

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {2, 8, 48})
  default void threadsDoNotDisturbEachOther(int threads) throws Exception {
    try (AeadKey key = expand(Message.key(32));
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int seed = i * 1000;
        tasks.add(
            () -> {
              List<Message> messages = messages(seed);
              start.await(10, TimeUnit.SECONDS);
              return wrongAnswers(key, messages);
            });
      }
      for (Future<Integer> task : pool.invokeAll(tasks)) {
        assertThat(task.get()).isZero();
      }
    }
  }

  /** Threads that come and go, as virtual ones do, each with its own id. */
  @Test
  default void manyShortThreads() throws Exception {
    Message message = Message.of(1, 32, 16, 160);
    try (AeadKey key = expand(message.key);
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        tasks.add(
            () -> Arrays.equals(message.sealWith(key), message.sealed) && message.opensWith(key));
      }
      for (Future<Boolean> task : pool.invokeAll(tasks)) {
        assertThat(task.get()).isTrue();
      }
    }
  }

  /** Each thread has its own part of one array: whoever writes more than its part is seen. */
  @ParameterizedTest(name = "{0} threads in {1} bytes")
  @CsvSource({"4, 65536", "2, 1000"})
  default void neighboursInOneArray(int threads, int bytes) throws Exception {
    int stride = 500;
    int first = (bytes - threads * stride) / 2;
    byte[] shared = new byte[bytes];
    try (AeadKey key = expand(Message.key(32));
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int at = first + i * stride;
        Message message = Message.of(i, 32, 16, stride - Message.TAG_SIZE_BYTES);
        tasks.add(
            () -> {
              start.await(10, TimeUnit.SECONDS);
              return wrongNeighbours(key, message, shared, at);
            });
      }
      for (Future<Integer> task : pool.invokeAll(tasks)) {
        assertThat(task.get()).isZero();
      }
    }
  }

  private static int wrongNeighbours(AeadKey key, Message message, byte[] shared, int at) {
    int size = message.size();
    int wrong = 0;
    for (int i = 0; i < 5000; i++) {
      System.arraycopy(message.plaintext, 0, shared, at, size);
      key.seal(
          message.nonceHigh, message.nonceLow, message.aad, 0, 16, shared, at, size, shared, at);
      if (Arrays.mismatch(
              message.sealed, 0, message.sealed.length, shared, at, at + message.sealed.length)
          >= 0) {
        wrong++;
      }
      if (!key.open(
          message.nonceHigh, message.nonceLow, message.aad, 0, 16, shared, at, size, shared, at)) {
        wrong++;
      }
    }
    return wrong;
  }

  private static List<Message> messages(int seed) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      messages.add(Message.of(seed + i, 32, i % 20, i * 13));
    }
    return messages;
  }

  private static int wrongAnswers(AeadKey key, List<Message> messages) {
    int wrong = 0;
    for (Message message : messages) {
      if (!Arrays.equals(message.sealWith(key), message.sealed)) {
        wrong++;
      }
      if (!message.opensWith(key)) {
        wrong++;
      }
    }
    return wrong;
  }
}
