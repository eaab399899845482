package org.ecall.engine.ffm;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.ecall.engine.spi.Patience;
import org.jspecify.annotations.Nullable;

/**
 * A key outside the heap that is neither wiped nor freed while a thread is using it. Using it is
 *
 * {@snippet :
 * long[] section = enter();
 * try {
 *   // call with the key's address
 * } finally {
 *   leave(section);
 * }
 * }
 *
 * <p>Platform threads enter by {@link FrameSections}. A virtual thread counts itself in and out at
 * the key, with atomic additions.
 */
abstract class GuardedKey implements AeadKey {

  private volatile boolean closed;
  private final AtomicLong virtualThreadsInside = new AtomicLong();

  /**
   * Slot of the first thread that came, which mostly stays the only one: it need not look it up.
   * Set without a fence, which is why {@link FrameSections#isMine} decides.
   */
  private long @Nullable [] usualSlot;

  /** Guarded by this. */
  private boolean released;

  /** For subclasses. */
  GuardedKey() {}

  /**
   * Keeps the key until {@link #leave}.
   *
   * @return for {@code leave}: the slot of a platform thread
   * @throws KeyClosedException if the key was closed
   */
  final long @Nullable [] enter() {
    long[] slot = mySlot();
    if (slot != null) {
      FrameSections.enter(slot);
    } else {
      virtualThreadsInside.getAndIncrement();
    }
    if (closed) {
      leave(slot);
      throw new KeyClosedException();
    }
    return slot;
  }

  /** The current thread's slot; null if it is virtual. */
  private long @Nullable [] mySlot() {
    long[] slot = usualSlot;
    return slot != null && FrameSections.isMine(slot) ? slot : lookUpSlot();
  }

  /** The slow way, for the first frame and for all but the thread that sent it. */
  private long @Nullable [] lookUpSlot() {
    if (Thread.currentThread().isVirtual()) {
      return null;
    }
    long[] slot = FrameSections.slot();
    if (usualSlot == null) {
      usualSlot = slot;
    }
    return slot;
  }

  /** Lets go of the key. */
  final void leave(long @Nullable [] slot) {
    if (slot != null) {
      FrameSections.leave(slot);
    } else {
      virtualThreadsInside.getAndDecrement();
    }
  }

  /**
   * Keeps the first keys of an array until {@link #leaveAll}; which of them are closed is to be
   * asked after this.
   */
  static long @Nullable [] enterAll(@Nullable GuardedKey[] keys, int count) {
    long[] slot = count == 0 ? null : Objects.requireNonNull(keys[0]).mySlot();
    if (slot != null) {
      FrameSections.enter(slot);
      return slot;
    }
    for (int i = 0; i < count; i++) {
      Objects.requireNonNull(keys[i]).virtualThreadsInside.getAndIncrement();
    }
    return null;
  }

  /** Lets go of the keys. */
  static void leaveAll(@Nullable GuardedKey[] keys, int count, long @Nullable [] slot) {
    if (slot != null) {
      FrameSections.leave(slot);
      return;
    }
    for (int i = 0; i < count; i++) {
      Objects.requireNonNull(keys[i]).virtualThreadsInside.getAndDecrement();
    }
  }

  /** Whether the key was closed; once a thread has entered, a key that was not stays usable. */
  final boolean isClosed() {
    return closed;
  }

  /** Refuses new calls, waits for those inside, wipes and frees. The second of two waits too. */
  @Override
  public final synchronized void close() {
    if (released) {
      return;
    }
    closed = true;
    FrameSections.awaitThoseInside();
    int attempt = 0;
    while (virtualThreadsInside.get() != 0) {
      attempt = Patience.pause(attempt);
    }
    released = true;
    release();
  }

  /** Wipes and frees the key; called once, when nobody uses it any more. */
  abstract void release();
}
