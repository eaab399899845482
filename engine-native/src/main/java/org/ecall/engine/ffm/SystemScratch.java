package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.ecall.engine.spi.AeadKey;

/** Native memory of a lane: nonce, tag, and what the library wants beside them. */
final class SystemScratch {

  private static final ValueLayout.OfLong BIG_LONG =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt BIG_INT =
      JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_IN_ARRAY =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int NONCE = 0;
  private static final int TAG = 16;
  private static final int TAG_END = TAG + Long.BYTES;
  private static final int EXTRA = 64;
  private static final int ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final long address;

  /** Memory with room for more, all zero. */
  SystemScratch(long extraSize) {
    memory = arena.allocate(EXTRA + extraSize, ALIGNMENT);
    address = memory.address();
  }

  /** Address of the 12 bytes of the nonce. */
  long nonce() {
    return address + NONCE;
  }

  /** Address of the 16 bytes of the tag. */
  long tag() {
    return address + TAG;
  }

  /** Address of what was asked for; aligned to 64 bytes. */
  long extra() {
    return address + EXTRA;
  }

  void setNonce(int high, long low) {
    memory.set(BIG_LONG, NONCE, (long) high << Integer.SIZE | low >>> Integer.SIZE);
    memory.set(BIG_INT, NONCE + Long.BYTES, (int) low);
  }

  void setTag(byte[] from, int offset) {
    memory.set(JAVA_LONG_UNALIGNED, TAG, (long) LONG_IN_ARRAY.get(from, offset));
    memory.set(JAVA_LONG_UNALIGNED, TAG_END, (long) LONG_IN_ARRAY.get(from, offset + Long.BYTES));
  }

  void setTag(MemorySegment from, long offset) {
    MemorySegment.copy(from, offset, memory, TAG, AeadKey.TAG_SIZE_BYTES);
  }

  void copyTag(byte[] to, int offset) {
    LONG_IN_ARRAY.set(to, offset, memory.get(JAVA_LONG_UNALIGNED, TAG));
    LONG_IN_ARRAY.set(to, offset + Long.BYTES, memory.get(JAVA_LONG_UNALIGNED, TAG_END));
  }

  void copyTag(MemorySegment to, long offset) {
    MemorySegment.copy(memory, TAG, to, offset, AeadKey.TAG_SIZE_BYTES);
  }

  /** Whether the tag is this one; the time tells nothing else. */
  boolean hasTag(byte[] tag, int offset) {
    return isTag((long) LONG_IN_ARRAY.get(tag, offset), (long) LONG_IN_ARRAY.get(tag, offset + 8));
  }

  /** Whether the tag is this one; the time tells nothing else. */
  boolean hasTag(MemorySegment tag, long offset) {
    return isTag(
        tag.get(JAVA_LONG_UNALIGNED, offset), tag.get(JAVA_LONG_UNALIGNED, offset + Long.BYTES));
  }

  private boolean isTag(long start, long end) {
    long startDifference = start ^ memory.get(JAVA_LONG_UNALIGNED, TAG);
    long endDifference = end ^ memory.get(JAVA_LONG_UNALIGNED, TAG_END);
    return (startDifference | endDifference) == 0;
  }

  /** Wipes and frees. */
  void close() {
    memory.fill((byte) 0);
    arena.close();
  }
}
