package org.ecall.engine.ffm;

import java.util.Arrays;
import java.util.Objects;
import org.ecall.engine.spi.AeadKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a batch, each once for messages that follow each other: mostly one, so that a message
 * need not be asked for its own. References that stay the same are not written again, because
 * collectors want to know of every one that is.
 */
final class BatchKeys {

  private final @Nullable NativeKey[] keys;

  /** Number of the first message of each. */
  private final int[] starts;

  private int count;

  BatchKeys(int capacity) {
    keys = new NativeKey[capacity];
    starts = new int[capacity];
  }

  /** Whether the latest message has this key. */
  @SuppressWarnings("ReferenceEquality") // the same key is the question
  boolean isLatest(AeadKey key) {
    return count != 0 && keys[count - 1] == key;
  }

  /** The next message, which is this one, has another key than the one before it. */
  @SuppressWarnings("ReferenceEquality") // the question is whether to write a reference
  void add(NativeKey key, int message) {
    if (keys[count] != key) {
      keys[count] = key;
    }
    starts[count] = message;
    count++;
  }

  /** Address of the latest message's key. */
  long latestAddress() {
    return get(count - 1).address();
  }

  /** The key of a message. */
  NativeKey of(int message) {
    int i = count - 1;
    while (starts[i] > message) {
      i--;
    }
    return get(i);
  }

  /** Keeps all keys until {@link #leave}; which of them are closed is to be asked after this. */
  long @Nullable [] enter() {
    return GuardedKey.enterAll(keys, count);
  }

  /** Lets go of the keys. */
  void leave(long @Nullable [] section) {
    GuardedKey.leaveAll(keys, count, section);
  }

  /** Takes those of some messages whose keys were closed out of a table. */
  void leaveOutClosed(MessageTable table, int from, int to) {
    for (int i = 0; i < count; i++) {
      if (get(i).isClosed()) {
        int end = i + 1 < count ? starts[i + 1] : to;
        table.leaveOut(Math.max(from, starts[i]), Math.min(to, end));
      }
    }
  }

  private NativeKey get(int index) {
    return Objects.requireNonNull(keys[index]);
  }

  /** Forgets all keys, which are remembered to be recognised. */
  void reset() {
    count = 0;
  }

  /** Lets go of all keys. */
  void clear() {
    reset();
    Arrays.fill(keys, null);
  }
}
