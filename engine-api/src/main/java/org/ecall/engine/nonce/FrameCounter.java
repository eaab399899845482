package org.ecall.engine.nonce;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.ecall.engine.SealLimits;

/**
 * Hands out the counters of one KID, each once, and keeps its budget (PROTOCOL §4). Lock-free: N
 * calls from any number of threads give N distinct counters 0, 1, 2, …, then refusals, never a
 * wrap.
 *
 * <p>One word holds the frames sealed (33 bits) above the lower 31 bits of the blocks sealed, so
 * that one compare-and-set takes counter and budget together. The upper bits of the blocks come
 * from a second word, a floor under them: it follows before they are out of reach of the lower
 * bits, and any thread may move it.
 */
public final class FrameCounter {

  /** Answer of {@link #next}: the frame or block limit is reached. */
  public static final long EXHAUSTED = -1;

  /** Answer of {@link #next}: the counter was closed. */
  public static final long CLOSED = -2;

  /** Blocks that can be taken at once. */
  public static final long MOST_BLOCKS = 1L << 30;

  private static final int BLOCK_BITS = 31;
  private static final long BLOCK_MASK = (1L << BLOCK_BITS) - 1;

  /**
   * How far the floor may be behind before it has to follow: with {@link #MOST_BLOCKS} on top, the
   * distance still fits the lower bits.
   */
  private static final long MOST_ABOVE_FLOOR = (1L << (BLOCK_BITS - 1)) - 1;

  /** No number of frames comes near this one. */
  private static final long CLOSED_WORD = -1;

  private static final VarHandle WORD;
  private static final VarHandle BLOCKS_FLOOR;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WORD = lookup.findVarHandle(FrameCounter.class, "word", long.class);
      BLOCKS_FLOOR = lookup.findVarHandle(FrameCounter.class, "blocksFloor", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SealLimits limits;
  private final Runnable onRekeyAdvised;

  // In this object and not in atomic ones of their own, which would be two more cache lines.
  private volatile long word;
  private volatile long blocksFloor;

  /**
   * Creates a counter at zero.
   *
   * @param limits the budget
   * @param onRekeyAdvised called once, by the thread whose frame reaches the advised limit
   */
  public FrameCounter(SealLimits limits, Runnable onRekeyAdvised) {
    this.limits = limits;
    this.onRekeyAdvised = onRekeyAdvised;
  }

  /**
   * Blocks that a frame takes from the budget: those of its payload, and the tag mask.
   *
   * @param payloadBytes size of the payload
   * @return blocks of 16 bytes
   */
  public static long blocks(long payloadBytes) {
    return ((payloadBytes + 15) >>> 4) + 1;
  }

  /**
   * Takes the next counter.
   *
   * @param blocks that its frame will seal, 1 to {@link #MOST_BLOCKS}
   * @return 0 to 2^32 − 1, or {@link #EXHAUSTED} or {@link #CLOSED}, which take nothing
   */
  public long next(long blocks) {
    return next(1, blocks);
  }

  /**
   * Takes counters that follow each other, all or none.
   *
   * @param count how many, at least 1
   * @param blocks that their frames will seal together, 1 to {@link #MOST_BLOCKS}
   * @return the first of them, or {@link #EXHAUSTED} or {@link #CLOSED}, which take nothing
   */
  public long next(int count, long blocks) {
    while (true) {
      long seen = word;
      long floor = blocksFloor;
      long frames = seen >>> BLOCK_BITS;
      long aboveFloor = (seen - floor) & BLOCK_MASK;
      long total = floor + aboveFloor + blocks;
      boolean spent = frames + count > limits.maxFrames() || total > limits.maxBlocks();
      if (!spent && aboveFloor <= MOST_ABOVE_FLOOR) {
        if (WORD.compareAndSet(
            this, seen, ((frames + count) << BLOCK_BITS) | (total & BLOCK_MASK))) {
          if (total >= limits.rekeyAdvisedBlocks()
              && total - blocks < limits.rekeyAdvisedBlocks()) {
            onRekeyAdvised.run();
          }
          return frames;
        }
      } else if (word == seen) { // else the two words were not of one moment
        if (spent) {
          return seen == CLOSED_WORD ? CLOSED : EXHAUSTED;
        }
        BLOCKS_FLOOR.compareAndSet(this, floor, floor + aboveFloor);
      }
    }
  }

  /** Refuses all further counters. */
  public void close() {
    word = CLOSED_WORD;
  }

  /**
   * Frames sealed so far.
   *
   * @return 0 to 2^32, or 0 once closed
   */
  public long frames() {
    long seen = word;
    return seen == CLOSED_WORD ? 0 : seen >>> BLOCK_BITS;
  }

  /**
   * Blocks sealed so far.
   *
   * @return 0 to 2^36, or 0 once closed
   */
  public long blocks() {
    while (true) {
      long seen = word;
      long floor = blocksFloor;
      if (word == seen) {
        return seen == CLOSED_WORD ? 0 : floor + ((seen - floor) & BLOCK_MASK);
      }
    }
  }
}
