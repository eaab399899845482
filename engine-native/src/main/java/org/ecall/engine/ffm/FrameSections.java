package org.ecall.engine.ffm;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.spi.Patience;
import org.jspecify.annotations.Nullable;

/**
 * Which platform threads are inside a native call with a key, so that whoever closes a key can wait
 * for those that are. Made for threads that enter millions of times for each time that somebody
 * closes: entering is two plain accesses and no instruction that orders them.
 *
 * <p>Each thread has a slot with a number that only it writes: odd while it is inside.
 *
 * <pre>
 *   frame                                close
 *     A  slot := odd                       1  closed := true
 *     B  if closed: slot := even, refuse   2  handshake with every thread
 *     C  call                              3  wait while a slot has the odd number it had
 *     D  slot := even                      4  wipe, free
 * </pre>
 *
 * <p>Neither compiler nor JVM swap A and B: {@link VarHandle#releaseFence()} stands between them,
 * which C2 takes as an order of all memory accesses before it and all after it. The processor may
 * swap them, as a store is seen by others later than the loads that follow it; a fence against that
 * would cost as much as the rest of the way to the library. Step 2 replaces that fence: it
 * interrupts every thread at one place of its program, and everything before that place is then
 * visible to all, as everything that the closing thread did before is visible to what comes after
 * it. If the place is after A, step 3 sees the odd number; if it is before A, B sees the flag.
 *
 * <p>The handshake is what the JDK does when a shared arena is closed ({@link Arena#ofShared()}):
 * {@code SharedSession.justClose} sets the arena's state and calls {@code
 * ScopedMemoryAccess.closeScope}, which executes a thread-local handshake with all threads, since
 * those that use segments check that state with plain loads. We rely on the same guarantee for a
 * flag and numbers of ours. The specification of {@code Arena} promises only the effect (no access
 * after close), so {@code FrameSectionsTest} holds the guarantee on the JVM at hand. Threads in
 * native code are not stopped, but have passed into it before, with all their stores.
 *
 * <p>Virtual threads have no slot, see {@link GuardedKey}: there can be millions of them.
 */
final class FrameSections {

  private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);

  /** An array is as long as four cache lines, and the number is in the middle: nobody shares it. */
  private static final int SLOT_LONGS = 32;

  private static final int AT = SLOT_LONGS / 2;

  /** The thread's id; other threads read it, so it is not beside the number. */
  private static final int THREAD_AT = 0;

  /** Arrays and no type of ours: a thread that outlives this module must not keep its classes. */
  private static final ThreadLocal<long @Nullable []> SLOT = new ThreadLocal<>();

  /** Guarded by itself. */
  private static final List<Owner> OWNERS = new ArrayList<>();

  /** A slot and whose it is. */
  private static final class Owner {
    private final WeakReference<Thread> thread;
    private final long[] slot;

    Owner(Thread thread, long[] slot) {
      this.thread = new WeakReference<>(thread);
      this.slot = slot;
    }

    boolean lives() {
      Thread owner = thread.get();
      return owner != null && owner.isAlive();
    }
  }

  private FrameSections() {}

  /** The slot of the current thread, which is a platform thread. */
  static long[] slot() {
    long[] slot = SLOT.get();
    return slot != null ? slot : register();
  }

  private static long[] register() {
    long[] slot = new long[SLOT_LONGS];
    slot[THREAD_AT] = Thread.currentThread().threadId();
    synchronized (OWNERS) {
      OWNERS.removeIf(owner -> !owner.lives());
      OWNERS.add(new Owner(Thread.currentThread(), slot));
    }
    SLOT.set(slot);
    return slot;
  }

  /** Whether a slot is that of the current thread. Ids are unique for the life of the JVM. */
  static boolean isMine(long[] slot) {
    return slot[THREAD_AT] == Thread.currentThread().threadId();
  }

  /** Step A; the caller looks at its key's flag next. Does not nest. */
  static void enter(long[] slot) {
    NUMBER.setOpaque(slot, AT, slot[AT] | 1);
    VarHandle.releaseFence();
  }

  /** Step D. */
  static void leave(long[] slot) {
    NUMBER.setRelease(slot, AT, (slot[AT] | 1) + 1);
  }

  /**
   * Steps 2 and 3: returns when every thread that is inside now, and may not have seen what this
   * thread wrote before, has left. Takes some microseconds at least.
   */
  @SuppressWarnings("ReferenceEquality") // the same slot, not one with the same number
  static void awaitThoseInside() {
    Arena.ofShared().close();
    long[] own = SLOT.get();
    for (Owner owner : owners()) {
      // The current thread is not inside, even if a stack overflow kept it from leaving.
      if (owner.slot != own) {
        awaitLeft(owner);
      }
    }
  }

  private static List<Owner> owners() {
    synchronized (OWNERS) {
      return List.copyOf(OWNERS);
    }
  }

  private static void awaitLeft(Owner owner) {
    long number = (long) NUMBER.getAcquire(owner.slot, AT);
    if ((number & 1) != 0) {
      int attempt = 0;
      while ((long) NUMBER.getAcquire(owner.slot, AT) == number && owner.lives()) {
        attempt = Patience.pause(attempt);
      }
    }
  }

  /** Threads that have a slot. */
  static int slots() {
    synchronized (OWNERS) {
      return OWNERS.size();
    }
  }
}
