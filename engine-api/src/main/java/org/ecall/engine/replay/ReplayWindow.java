package org.ecall.engine.replay;

import java.util.Arrays;

/**
 * The counters of one KID that have been seen (PROTOCOL §6): a ring of bits over unsigned 64-bit
 * counters that ends at the highest one seen. Looking up changes nothing; a counter is marked only
 * after its frame authenticated. The first counter may be anywhere. One thread at a time.
 */
public class ReplayWindow {

  /** Least size of a window, in frames. */
  public static final int MIN_FRAMES = 64;

  /** Size of a window unless configured, in frames. */
  public static final int DEFAULT_FRAMES = 1024;

  /** Largest size of a window, in frames. */
  public static final int MAX_FRAMES = 65_536;

  /** What the window says of a counter. */
  public enum Verdict {
    /** Not seen, and not older than the window. */
    FRESH,
    /** Seen. */
    SEEN,
    /** Older than the window. */
    TOO_OLD
  }

  private final int windowFrames;

  /** One bit a counter, at the counter modulo the size of the ring. */
  private final long[] ring;

  private final long ringMask;
  private long highest;
  private boolean started;

  /**
   * Creates a window that has seen nothing.
   *
   * @param windowFrames how many counters back from the highest it knows, 64 to 65,536
   * @throws IllegalArgumentException if the size is outside these limits
   */
  public ReplayWindow(int windowFrames) {
    this.windowFrames = requireValidSize(windowFrames);
    int ringFrames = Math.max(MIN_FRAMES, Integer.highestOneBit(windowFrames - 1) << 1);
    ring = new long[ringFrames / Long.SIZE];
    ringMask = ringFrames - 1L;
  }

  /**
   * Checks the size of a window.
   *
   * @param windowFrames in frames
   * @return the same
   * @throws IllegalArgumentException if it is not within 64 to 65,536
   */
  public static int requireValidSize(int windowFrames) {
    if (windowFrames < MIN_FRAMES || windowFrames > MAX_FRAMES) {
      throw new IllegalArgumentException(
          "a replay window of "
              + windowFrames
              + " frames, must have "
              + MIN_FRAMES
              + " to "
              + MAX_FRAMES);
    }
    return windowFrames;
  }

  /**
   * Looks a counter up.
   *
   * @param ctr unsigned
   * @return whether a frame with this counter may be opened
   */
  public final Verdict check(long ctr) {
    if (!started || Long.compareUnsigned(ctr, highest) > 0) {
      return Verdict.FRESH;
    }
    if (Long.compareUnsigned(highest - ctr, windowFrames) >= 0) {
      return Verdict.TOO_OLD;
    }
    return (ring[word(ctr)] & bit(ctr)) == 0 ? Verdict.FRESH : Verdict.SEEN;
  }

  /**
   * Marks a counter as seen.
   *
   * @param ctr one that {@link #check} calls fresh
   */
  public final void markSeen(long ctr) {
    if (!started) {
      started = true;
      highest = ctr;
    } else if (Long.compareUnsigned(ctr, highest) > 0) {
      forgetBetween(highest, ctr);
      highest = ctr;
    }
    ring[word(ctr)] |= bit(ctr);
  }

  /**
   * Clears the bits of the counters between the old highest one and the new one, which is marked.
   */
  private void forgetBetween(long oldHighest, long newHighest) {
    long jump = newHighest - oldHighest;
    if (Long.compareUnsigned(jump, ringMask) > 0) {
      Arrays.fill(ring, 0);
      return;
    }
    for (long ctr = oldHighest + 1; ctr != newHighest; ctr++) {
      ring[word(ctr)] &= ~bit(ctr);
    }
  }

  /**
   * Whether a counter was ever marked.
   *
   * @return false for a new window
   */
  public final boolean started() {
    return started;
  }

  private int word(long ctr) {
    return (int) ((ctr & ringMask) >>> 6);
  }

  private static long bit(long ctr) {
    return 1L << ctr;
  }
}
