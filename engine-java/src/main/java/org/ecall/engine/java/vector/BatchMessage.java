package org.ecall.engine.java.vector;

import java.util.Objects;
import org.ecall.engine.java.staging.Staging;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.LanePool;
import org.jspecify.annotations.Nullable;

/** A place for one message of a {@link VectorBatch}, used again and again. */
final class BatchMessage {

  /** Not hashed together with others. */
  private static final int ALONE = -1;

  private @Nullable VectorKey key;
  private BatchMemory memory;
  private boolean seals;
  private int nonceHigh;
  private long nonceLow;
  private long aadOffset;
  private int aadLength;
  private long inOffset;
  private int length;
  private long outOffset;

  /** Whether it is still to be run. */
  private boolean awaited;

  private boolean succeeded;

  /** Where its counter blocks are prepared, and how many these are. */
  private int prepared;

  private int blocks;

  /** Its place in {@link ParallelGhash}, and how many blocks it has there. */
  private int place = ALONE;

  private int hashedBlocks;

  BatchMessage(BatchMemory firstMemory) {
    memory = firstMemory;
  }

  void set(
      boolean sealing,
      VectorKey messageKey,
      BatchMemory messageMemory,
      int newNonceHigh,
      long newNonceLow) {
    seals = sealing;
    key = messageKey;
    memory = messageMemory;
    nonceHigh = newNonceHigh;
    nonceLow = newNonceLow;
    succeeded = false;
  }

  void setRanges(long newAadOffset, int aadSize, long newInOffset, int size, long newOutOffset) {
    long sealedBytes = (long) size + AeadKey.TAG_SIZE_BYTES;
    Objects.checkFromIndexSize(newAadOffset, aadSize, memory.aad.size);
    Objects.checkFromIndexSize(newInOffset, seals ? size : sealedBytes, memory.in.size);
    Objects.checkFromIndexSize(newOutOffset, seals ? sealedBytes : size, memory.out.size);
    aadOffset = newAadOffset;
    aadLength = aadSize;
    inOffset = newInOffset;
    length = size;
    outOffset = newOutOffset;
    blocks = Gcm.preparedBlocks(size);
    hashedBlocks = Ghash.blocks(aadSize, size);
  }

  void await() {
    awaited = true;
  }

  /** The key of a message that is still to be run. */
  @Nullable VectorKey awaitedKey() {
    return awaited ? key : null;
  }

  boolean isOf(VectorKey other) {
    return awaited && other.equals(key);
  }

  void failIfOf(VectorKey other) {
    if (isOf(other)) {
      awaited = false;
      succeeded = false;
    }
  }

  /** Whether running it makes further blocks, in place of all that are prepared. */
  boolean needsMoreBlocks() {
    return !Gcm.isPreparedInFull(length);
  }

  /** Whether there is room for its blocks, and for hashing it with others if it is short. */
  boolean fits(Workspace space, int from) {
    if (from + blocks > Workspace.BLOCKS) {
      return false;
    }
    place = ALONE;
    if (ParallelGhash.takes(hashedBlocks) && memory.hasArrays()) {
      if (!space.parallelGhash.hasRoom(hashedBlocks)) {
        return false;
      }
      place = space.parallelGhash.add(hashedBlocks);
    }
    return true;
  }

  /** Fills its counter blocks; the answer is where they end. */
  int prepare(Workspace space, int from) {
    prepared = from;
    Gcm.prepare(space, from, length, nonceHigh, nonceLow);
    return from + blocks;
  }

  /** Does what is to be done before it is hashed, if that is done together with others. */
  void start(Workspace space) {
    ParallelGhash ghash = space.parallelGhash;
    if (place == ALONE || !ghash.isWorthwhile(place)) {
      place = ALONE;
      return;
    }
    byte[] in = Objects.requireNonNull(memory.in.array);
    int inAt = memory.in.at(inOffset);
    ghash.start(place, hashedBlocks);
    ghash.add(Objects.requireNonNull(memory.aad.array), memory.aad.at(aadOffset), aadLength);
    if (seals) {
      byte[] out = Objects.requireNonNull(memory.out.array);
      int outAt = memory.out.at(outOffset);
      ghash.addSealed(space.blocks, prepared + 1, in, inAt, out, outAt, length);
    } else {
      ghash.add(in, inAt, length);
    }
    ghash.end(aadLength, length);
  }

  /** Seals or opens; of what was hashed together with others, it does the rest. */
  void finish(ExpandedKey expanded, Workspace space) {
    awaited = false;
    if (!memory.hasArrays()) {
      runStaged(expanded, space);
      return;
    }
    byte[] in = Objects.requireNonNull(memory.in.array);
    int inAt = memory.in.at(inOffset);
    byte[] out = Objects.requireNonNull(memory.out.array);
    int outAt = memory.out.at(outOffset);
    if (place == ALONE) {
      byte[] aad = Objects.requireNonNull(memory.aad.array);
      succeeded = run(expanded, space, aad, memory.aad.at(aadOffset), in, inAt, out, outAt);
      return;
    }
    long high = space.parallelGhash.high(place);
    long low = space.parallelGhash.low(place);
    if (seals) {
      Gcm.putTag(
          high ^ Counters.high(space.blocks, prepared),
          low ^ Counters.low(space.blocks, prepared),
          out,
          outAt + length);
      succeeded = true;
    } else {
      succeeded =
          Gcm.openHashed(
              expanded, space, prepared, nonceHigh, nonceLow, high, low, in, inAt, length, out,
              outAt);
    }
  }

  private void runStaged(ExpandedKey expanded, Workspace space) {
    int inLength = seals ? length : length + AeadKey.TAG_SIZE_BYTES;
    int outLength = seals ? length + AeadKey.TAG_SIZE_BYTES : length;
    LanePool.Lane<Staging> lane = Staging.POOL.take();
    Staging staging = lane.object();
    try {
      staging.map(
          memory.aad.segment,
          aadOffset,
          aadLength,
          memory.in.segment,
          inOffset,
          inLength,
          memory.out.segment,
          outOffset,
          outLength);
      succeeded =
          run(
              expanded,
              space,
              staging.aad.array(),
              staging.aad.offset(),
              staging.in.array(),
              staging.in.offset(),
              staging.out.array(),
              staging.out.offset());
      staging.out.copyBack(memory.out.segment, outOffset);
    } finally {
      if (seals) {
        staging.doneSealing();
      } else {
        staging.doneOpening();
      }
      Staging.POOL.give(lane);
    }
  }

  private boolean run(
      ExpandedKey expanded,
      Workspace space,
      byte[] aad,
      int aadAt,
      byte[] in,
      int inAt,
      byte[] out,
      int outAt) {
    if (seals) {
      Gcm.seal(
          expanded, space, prepared, nonceHigh, nonceLow, aad, aadAt, aadLength, in, inAt, length,
          out, outAt);
      return true;
    }
    return Gcm.open(
        expanded, space, prepared, nonceHigh, nonceLow, aad, aadAt, aadLength, in, inAt, length,
        out, outAt);
  }

  boolean succeeded() {
    return succeeded;
  }

  /** Lets go of the key. */
  void clear() {
    key = null;
    awaited = false;
    succeeded = false;
  }
}
