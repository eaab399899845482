package org.ecall.engine.java.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * GCM (SP 800-38D §7) of messages whose first counter blocks are prepared: filled by {@link
 * #prepare}, which may be done for several messages one behind the other, and then encrypted.
 */
final class Gcm {

  private static final int BLOCK_BYTES = Ghash.BLOCK_BYTES;

  /** The counter of the block that masks the tag; those of the data follow. */
  private static final int TAG_COUNTER = 1;

  /** So many data blocks are prepared at most that the counter of the next one ends with zeros. */
  private static final int MOST_PREPARED = Workspace.BLOCKS - TAG_COUNTER - 1;

  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Gcm() {}

  /** How many blocks are prepared for a message. */
  static int preparedBlocks(int length) {
    return 1 + Math.min(MOST_PREPARED, Ghash.blocks(length));
  }

  /** Whether these are all that it needs; else further ones are written over them. */
  static boolean isPreparedInFull(int length) {
    return Ghash.blocks(length) <= MOST_PREPARED;
  }

  /** Fills counter blocks for a message. */
  static void prepare(Workspace space, int from, int length, int nonceHigh, long nonceLow) {
    Counters.fill(space.blocks, from, preparedBlocks(length), nonceHigh, nonceLow, TAG_COUNTER);
  }

  /** Prepares and encrypts the blocks of a single message; the answer is where they are. */
  static int prepareAlone(
      ExpandedKey key, Workspace space, int length, int nonceHigh, long nonceLow) {
    int count = preparedBlocks(length);
    if (count > SlicedState.BLOCKS) {
      space.encryptRun(key, TAG_COUNTER + count, nonceHigh, nonceLow, 0);
      return TAG_COUNTER;
    }
    prepare(space, 0, length, nonceHigh, nonceLow);
    space.encrypt(key, count);
    return 0;
  }

  /** Seals a message whose blocks are prepared and encrypted, from the given place. */
  static void seal(
      ExpandedKey key,
      Workspace space,
      int from,
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    Ghash ghash = space.ghash;
    ghash.start(aadLength, length);
    ghash.add(key.hashKey(), aad, aadOffset, aadLength);
    // Long messages write the next blocks over the first one.
    long maskHigh = Counters.high(space.blocks, from);
    long maskLow = Counters.low(space.blocks, from);
    int done = Math.min(length, (preparedBlocks(length) - 1) * BLOCK_BYTES);
    Counters.xor(space.blocks, from + 1, in, inOffset, out, outOffset, done);
    ghash.add(key.hashKey(), out, outOffset, done);
    while (done < length) {
      int size = proceed(key, space, nonceHigh, nonceLow, done, length);
      Counters.xor(space.blocks, 0, in, inOffset + done, out, outOffset + done, size);
      ghash.add(key.hashKey(), out, outOffset + done, size);
      done += size;
    }
    ghash.finish(key.hashKey(), aadLength, length);
    putTag(ghash.high() ^ maskHigh, ghash.low() ^ maskLow, out, outOffset + length);
  }

  /** Writes a tag. */
  static void putTag(long high, long low, byte[] out, int at) {
    BIG_LONG.set(out, at, high);
    BIG_LONG.set(out, at + Long.BYTES, low);
  }

  /**
   * Opens a message whose blocks are prepared and encrypted, from the given place. Nothing is
   * decrypted before the tag was found right.
   *
   * @return whether it is; if not, the output is zero
   */
  static boolean open(
      ExpandedKey key,
      Workspace space,
      int from,
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    Ghash ghash = space.ghash;
    ghash.start(aadLength, length);
    ghash.add(key.hashKey(), aad, aadOffset, aadLength);
    ghash.add(key.hashKey(), in, inOffset, length);
    ghash.finish(key.hashKey(), aadLength, length);
    return openHashed(
        key,
        space,
        from,
        nonceHigh,
        nonceLow,
        ghash.high(),
        ghash.low(),
        in,
        inOffset,
        length,
        out,
        outOffset);
  }

  /** Opens a message that is hashed already, as {@link #open} does. */
  static boolean openHashed(
      ExpandedKey key,
      Workspace space,
      int from,
      int nonceHigh,
      long nonceLow,
      long high,
      long low,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    long tagHigh = (long) BIG_LONG.get(in, inOffset + length);
    long tagLow = (long) BIG_LONG.get(in, inOffset + length + Long.BYTES);
    long difference =
        (high ^ Counters.high(space.blocks, from) ^ tagHigh)
            | (low ^ Counters.low(space.blocks, from) ^ tagLow);
    if (difference != 0) {
      Arrays.fill(out, outOffset, outOffset + length, (byte) 0);
      return false;
    }
    int done = Math.min(length, (preparedBlocks(length) - 1) * BLOCK_BYTES);
    Counters.xor(space.blocks, from + 1, in, inOffset, out, outOffset, done);
    while (done < length) {
      int size = proceed(key, space, nonceHigh, nonceLow, done, length);
      Counters.xor(space.blocks, 0, in, inOffset + done, out, outOffset + done, size);
      done += size;
    }
    return true;
  }

  /** Makes the next piece of the key stream; the answer is how many bytes of data it is for. */
  private static int proceed(
      ExpandedKey key, Workspace space, int nonceHigh, long nonceLow, int done, int length) {
    int size = Math.min(length - done, Workspace.BLOCKS * BLOCK_BYTES);
    int count = (size + BLOCK_BYTES - 1) / BLOCK_BYTES;
    int counter = TAG_COUNTER + 1 + done / BLOCK_BYTES;
    space.encryptRun(key, count, nonceHigh, nonceLow, counter);
    return size;
  }
}
