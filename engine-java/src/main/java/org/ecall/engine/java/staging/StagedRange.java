package org.ecall.engine.java.staging;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A range of memory as a range of an array: the memory's own array if it may be reached, else a
 * copy.
 *
 * <p>Native memory is copied rather than viewed as a buffer: a view is garbage for each call,
 * providers ask buffers for addresses that those of a closeable shared arena refuse to tell, and
 * native code behind JCA would not keep an arena from being closed under it.
 */
public final class StagedRange {

  private static final byte[] EMPTY = new byte[0];

  private final SizedArrays arrays = new SizedArrays();
  private byte[] array = EMPTY;
  private int offset;
  private int size;
  private boolean copied;

  /** Makes a range of a segment readable. */
  public void read(MemorySegment segment, long from, long sizeBytes) {
    write(segment, from, sizeBytes);
    if (copied) {
      MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, from, array, 0, size);
    }
  }

  /** Makes a range of a segment writable; what it held need not be there. */
  public void write(MemorySegment segment, long from, long sizeBytes) {
    int arraySize = arraySize(sizeBytes);
    if (segment.heapBase().orElse(null) instanceof byte[] base) {
      use(base, Math.toIntExact(segment.address() + from), arraySize);
    } else {
      own(arraySize);
    }
  }

  /** Takes a range of somebody's array, which stays as it is. */
  public void use(byte[] base, int from, int sizeBytes) {
    array = base;
    offset = from;
    size = sizeBytes;
  }

  /** Takes an array of its own. */
  public void own(int sizeBytes) {
    array = arrays.get(sizeBytes);
    offset = 0;
    size = sizeBytes;
    copied = true;
  }

  /** Brings what was written to where it belongs. */
  public void copyBack(MemorySegment segment, long to) {
    if (copied) {
      MemorySegment.copy(array, 0, segment, ValueLayout.JAVA_BYTE, to, size);
    }
  }

  private static int arraySize(long sizeBytes) {
    if (sizeBytes > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalArgumentException(
          "a range of " + sizeBytes + " bytes is larger than an array can be");
    }
    return (int) sizeBytes;
  }

  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int size() {
    return size;
  }

  /** Wipes the copy and lets go of the array. */
  public void wipe() {
    if (copied) {
      Arrays.fill(array, 0, size, (byte) 0);
    }
    release();
  }

  /** Lets go of the array; what was copied is ciphertext and may stay. */
  public void release() {
    array = EMPTY;
    size = 0;
    copied = false;
  }
}
