package org.ecall.engine.key;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import org.ecall.engine.EngineClosedException;

/**
 * Secret bytes in native memory, out of reach of the garbage collector's copying, wiped on close.
 * Immutable until then. Safe for use by several threads; closing while another thread reads is the
 * caller's to prevent.
 */
public final class SecretBytes implements AutoCloseable {

  private final MemorySegment memory;
  private volatile boolean closed;

  private SecretBytes(byte[] bytes) {
    memory = Arena.ofAuto().allocate(bytes.length);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
  }

  /**
   * Copies a secret; the caller wipes the original.
   *
   * @param bytes the secret, of any size but 0
   * @return an owner to be closed
   */
  public static SecretBytes copyOf(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a secret of 0 bytes");
    }
    return new SecretBytes(bytes);
  }

  /** Takes a secret over and wipes the array that brought it. */
  static SecretBytes takeOver(byte[] bytes) {
    try {
      return copyOf(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Another copy, which outlives this one; no bytes leave for it.
   *
   * @return an owner to be closed
   * @throws EngineClosedException if this one was closed
   */
  public SecretBytes copy() {
    return takeOver(heapCopy());
  }

  /**
   * Size of the secret.
   *
   * @return bytes
   */
  public int sizeBytes() {
    return (int) memory.byteSize();
  }

  /**
   * The secret for a backend that expands it into a key.
   *
   * @param access the token that says key bytes leave here
   * @return a read-only view that is all zero after {@link #close()}
   * @throws EngineClosedException if it was closed
   */
  public MemorySegment view(SecretAccess access) {
    Objects.requireNonNull(access);
    requireOpen();
    return memory.asReadOnly();
  }

  /**
   * A copy of the secret in the heap, for the caller to wipe.
   *
   * @param access the token that says key bytes leave here
   * @return a new array
   * @throws EngineClosedException if it was closed
   */
  public byte[] toByteArray(SecretAccess access) {
    Objects.requireNonNull(access);
    return heapCopy();
  }

  byte[] heapCopy() {
    requireOpen();
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  private void requireOpen() {
    if (closed) {
      throw new EngineClosedException("the secret was closed and wiped");
    }
  }

  /** Wipes the secret. Closing twice is allowed. */
  @Override
  public void close() {
    closed = true;
    memory.fill((byte) 0);
  }

  /** Says its size only. */
  @Override
  public String toString() {
    return "SecretBytes[" + memory.byteSize() + " bytes]";
  }
}
