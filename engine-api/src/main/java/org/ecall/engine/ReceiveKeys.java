package org.ecall.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an opener: they come and go under a lock, and frames find them in an immutable table.
 * Thread-safe.
 */
final class ReceiveKeys implements AutoCloseable {

  /** Guarded by this; {@link #table} is made of it. */
  private final Map<Long, ReceiveKey> keys = new HashMap<>();

  /** Guarded by this. */
  private final Set<Long> retired = new HashSet<>();

  private volatile @Nullable ReceiveKeyTable table = ReceiveKeyTable.EMPTY;

  /**
   * The keys as they are now.
   *
   * @throws EngineClosedException if they were closed
   */
  ReceiveKeyTable live() {
    ReceiveKeyTable live = liveUnlessClosed();
    if (live == null) {
      throw new EngineClosedException("the opener was closed");
    }
    return live;
  }

  /** The keys as they are now; null if they were closed. */
  @Nullable ReceiveKeyTable liveUnlessClosed() {
    return table;
  }

  /**
   * Takes a key over; closes it if it cannot be added.
   *
   * @throws IllegalStateException if its KID has or had a key here
   * @throws EngineClosedException if the keys were closed
   */
  synchronized void add(ReceiveKey key) {
    boolean known = keys.containsKey(key.kid) || retired.contains(key.kid);
    if (table == null || known) {
      key.close();
      live();
      throw new IllegalStateException(
          "KID " + Long.toUnsignedString(key.kid) + " has or had a key already");
    }
    keys.put(key.kid, key);
    table = ReceiveKeyTable.of(keys.values(), retired);
  }

  /** Wipes a key and remembers that its KID had one. */
  synchronized void retire(long kid) {
    if (keys.containsKey(kid)) {
      retired.add(kid);
      remove(kid);
    }
  }

  /** Wipes a key and takes it out of the table, in this order: no frame finds the KID unknown. */
  synchronized void remove(long kid) {
    ReceiveKey key = keys.remove(kid);
    if (key != null) {
      key.close();
      table = ReceiveKeyTable.of(keys.values(), retired);
    }
  }

  /** Waits for the frames in flight, then wipes all keys. Closing twice is allowed. */
  @Override
  public synchronized void close() {
    table = null;
    keys.values().forEach(ReceiveKey::close);
    keys.clear();
  }
}
