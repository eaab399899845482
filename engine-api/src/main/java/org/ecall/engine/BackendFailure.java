package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadKey;

/**
 * A backend threw what the SPI does not allow, on its way to where it is replaced. Never leaves the
 * engine.
 */
final class BackendFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was called; nobody asks for the one of a batch. */
  @SuppressWarnings("serial") // is never serialised
  private final transient AeadKey key;

  private BackendFailure(AeadKey key, Throwable cause) {
    super(null, cause, false, false);
    this.key = key;
  }

  /**
   * Blames a backend for what it threw, unless that was the caller's doing or the JVM's.
   *
   * @param e neither a closed key nor an exception of the engine's own
   * @param key that was called
   * @param length of the message
   * @return what to throw instead
   */
  static BackendFailure blame(Throwable e, AeadKey key, int length) {
    if (e instanceof VirtualMachineError error) {
      throw error;
    }
    return new BackendFailure(key instanceof SizedKeys keys ? keys.of(length) : key, e);
  }

  /** As above, where memory may have been freed or may belong to another thread. */
  static BackendFailure blame(
      Throwable e, AeadKey key, int length, MemorySegment in, MemorySegment out) {
    boolean usable = isUsable(in) && isUsable(out) && !out.isReadOnly();
    if (!usable && e instanceof RuntimeException misuse) {
      throw misuse;
    }
    return blame(e, key, length);
  }

  /** What a batch of a backend threw. */
  static BackendFailure ofBatch(Throwable e) {
    return blame(e, NoKey.NOT_YET, 0);
  }

  /** Whether the calling thread may access memory of the embedder's. */
  static boolean isUsable(MemorySegment memory) {
    return memory.scope().isAlive() && memory.isAccessibleBy(Thread.currentThread());
  }

  AeadKey key() {
    return key;
  }

  /** What happened, without the message: nobody knows what a library writes into it. */
  String description() {
    return "threw " + cause().getClass().getName();
  }

  Throwable cause() {
    Throwable cause = getCause();
    return cause == null ? this : cause;
  }
}
