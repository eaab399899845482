package org.ecall.cli.soak;

/**
 * Memory of this process right after a garbage collection.
 *
 * @param seconds since the start
 * @param heapBytes that are in use
 * @param rssBytes that are resident, or {@link #UNKNOWN}
 * @param sealKeys that engines remember as used
 */
record MemorySample(double seconds, long heapBytes, long rssBytes, long sealKeys) {

  static final long UNKNOWN = -1;
}
