package org.ecall.engine.spi;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends objects that serve one thread at a time (cipher objects, scratch buffers) to any number of
 * threads, lock-free: a thread usually gets the object that it had before, for one compare-and-set.
 * Objects are made when a thread finds none idle, and kept.
 *
 * @param <T> what is lent
 */
public final class LanePool<T> {

  private static final int SLOTS = 8;

  /** References between two slots, so that two threads do not write to the same cache line. */
  private static final int STRIDE = 16;

  private static final int SIZE = SLOTS * STRIDE;

  /**
   * A place in the pool and the object that lives there.
   *
   * @param <T> what is lent
   */
  public static final class Lane<T> {
    private final T object;
    private final int slot;

    private Lane(T object, int slot) {
      this.object = object;
      this.slot = slot;
    }

    /**
     * The object, for the borrowing thread alone.
     *
     * @return what is lent
     */
    public T object() {
      return object;
    }
  }

  private static final int NO_SLOT = -1;

  private final Supplier<T> factory;
  private final Consumer<T> dispose;

  /** For each slot null (nothing made yet), an idle lane, or one of the two marks below. */
  private final AtomicReferenceArray<@Nullable Lane<T>> slots = new AtomicReferenceArray<>(SIZE);

  private final Lane<T> lent;
  private final Lane<T> closedMark;
  private final AtomicInteger lentWithoutSlot = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Creates an empty pool of objects that need no disposal.
   *
   * @param factory makes an object; called by the thread that is to use it
   */
  public LanePool(Supplier<T> factory) {
    this(factory, object -> {});
  }

  /**
   * Creates an empty pool.
   *
   * @param factory makes an object; called by the thread that is to use it
   * @param dispose called once for each object, when the pool lets go of it; must not throw
   */
  @SuppressWarnings("NullAway") // the marks are compared by identity, their object is never read
  public LanePool(Supplier<T> factory, Consumer<T> dispose) {
    this.factory = factory;
    this.dispose = dispose;
    lent = new Lane<>(null, NO_SLOT);
    closedMark = new Lane<>(null, NO_SLOT);
  }

  /**
   * Borrows an object.
   *
   * @return a lane to be given back by the same thread
   * @throws KeyClosedException if the pool was closed
   */
  public Lane<T> take() {
    if (closed) {
      // Marking the slots one by one would not do: busy threads would keep the others lent.
      throw new KeyClosedException();
    }
    int start = (int) Thread.currentThread().threadId() * STRIDE;
    for (int i = 0; i < SIZE; i += STRIDE) {
      int slot = (start + i) & (SIZE - 1);
      Lane<T> idle = slots.getAcquire(slot);
      if (idle == closedMark) {
        throw new KeyClosedException();
      }
      if (idle != lent && slots.compareAndSet(slot, idle, lent)) {
        return idle != null ? idle : makeFor(slot);
      }
    }
    return takeWithoutSlot();
  }

  private Lane<T> makeFor(int slot) {
    try {
      return new Lane<>(factory.get(), slot);
    } catch (RuntimeException | Error e) {
      slots.setRelease(slot, null);
      throw e;
    }
  }

  /** More threads at once than slots: an object for this call alone. */
  private Lane<T> takeWithoutSlot() {
    lentWithoutSlot.incrementAndGet();
    try {
      if (closed) {
        throw new KeyClosedException();
      }
      return new Lane<>(factory.get(), NO_SLOT);
    } catch (RuntimeException | Error e) {
      lentWithoutSlot.decrementAndGet();
      throw e;
    }
  }

  /**
   * Gives an object back.
   *
   * @param lane from {@link #take()}, not used afterwards
   */
  public void give(Lane<T> lane) {
    if (lane.slot == NO_SLOT) {
      discard(lane);
    } else {
      slots.setRelease(lane.slot, lane);
    }
  }

  /**
   * Gives an object back that must not be lent again: the pool disposes of it.
   *
   * @param lane from {@link #take()}, not used afterwards
   */
  public void discard(Lane<T> lane) {
    try {
      dispose.accept(lane.object);
    } finally {
      if (lane.slot == NO_SLOT) {
        lentWithoutSlot.decrementAndGet();
      } else {
        slots.setRelease(lane.slot, null);
      }
    }
  }

  /**
   * Refuses to lend from now on, waits until everything is given back, and disposes of it. Closing
   * twice is allowed.
   */
  public void close() {
    closed = true;
    for (int slot = 0; slot < SIZE; slot += STRIDE) {
      Lane<T> idle = closeSlot(slot);
      if (idle != null && idle != closedMark) {
        dispose.accept(idle.object);
      }
    }
    for (int attempt = 0; lentWithoutSlot.get() != 0; ) {
      attempt = Patience.pause(attempt);
    }
  }

  private @Nullable Lane<T> closeSlot(int slot) {
    int attempt = 0;
    while (true) {
      Lane<T> idle = slots.getAcquire(slot);
      if (idle == lent) {
        attempt = Patience.pause(attempt);
      } else if (slots.compareAndSet(slot, idle, closedMark)) {
        return idle;
      }
    }
  }
}
