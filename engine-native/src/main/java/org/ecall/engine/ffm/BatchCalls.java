package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of a batch share calls of the library: one call takes messages that follow each
 * other, have their memory in {@link BatchBases#COUNT} places at most, and are not more work than a
 * critical call may be.
 */
final class BatchCalls {

  /** What a message costs beside its bytes, in bytes: many small ones are much work, too. */
  private static final long MESSAGE_COST_BYTES = 256;

  /** There is no call that could take another message. */
  private static final long NO_CALL = -1;

  private final BatchMemories memories = new BatchMemories();

  /** Where the memories of the last message start, counted from their bases. */
  long aadStart;

  long inStart;
  long outStart;

  private final long callBytes;

  /** Made when they are needed first. */
  private final @Nullable BatchBases[] bases;

  /** Number of the first message of each call. */
  private final int[] starts;

  private int count;

  /** What the current call can still take, or {@link #NO_CALL}. */
  private long bytesLeft = NO_CALL;

  /** What is known of the last message, here once more for the sake of speed. */
  private @Nullable MemorySegment aadSegment;

  private @Nullable MemorySegment inSegment;
  private @Nullable MemorySegment outSegment;
  private long aadBytes;
  private long inBytes;
  private long outBytes;

  /** The bases of its memories as the table has them. */
  private int places;

  BatchCalls(int capacity, long callBytes) {
    this.callBytes = callBytes;
    bases = new BatchBases[capacity];
    starts = new int[capacity];
  }

  /** Whether a message is too long to share a call. */
  boolean needsItsOwn(long bytes) {
    return bytes > callBytes - MESSAGE_COST_BYTES;
  }

  /** Gives the next message a call of its own. */
  void addAlone(int message) {
    begin(message);
    bytesLeft = NO_CALL;
  }

  /** Gives the next message a call; the answer is which bases its memory has, as in the table. */
  @SuppressWarnings({"MemorySegmentReferenceEquality", "ReferenceEquality"}) // a quick look only
  int add(
      int message, MemorySegment newAad, MemorySegment newIn, MemorySegment newOut, long bytes) {
    long left = bytesLeft - bytes - MESSAGE_COST_BYTES;
    if (left < 0 || newAad != aadSegment || newIn != inSegment || newOut != outSegment) {
      place(message, newAad, newIn, newOut, left < 0);
      left = bytesLeft - bytes - MESSAGE_COST_BYTES;
    }
    bytesLeft = left;
    return places;
  }

  private void place(
      int message,
      MemorySegment newAad,
      MemorySegment newIn,
      MemorySegment newOut,
      boolean newCall) {
    NativeCalls.requireWritable(newOut);
    if (newCall || !find(newAad, newIn, newOut)) {
      begin(message);
      find(newAad, newIn, newOut);
    }
    aadSegment = newAad;
    inSegment = newIn;
    outSegment = newOut;
  }

  /** Looks up the memories; false if the current call has no room for their bases. */
  private boolean find(MemorySegment newAad, MemorySegment newIn, MemorySegment newOut) {
    BatchBases ofCall = bases(count - 1);
    BatchMemory memory = memories.of(newAad);
    int aadBase = ofCall.number(memory);
    aadStart = memory.start;
    aadBytes = memory.byteSize;
    memory = memories.of(newIn);
    int inBase = ofCall.number(memory);
    inStart = memory.start;
    inBytes = memory.byteSize;
    memory = memories.of(newOut);
    int outBase = ofCall.number(memory);
    outStart = memory.start;
    outBytes = memory.byteSize;
    places = aadBase << 8 | inBase << 16 | outBase << 24;
    return (aadBase | inBase | outBase) >= 0;
  }

  /**
   * Checks the ranges of a message in its memories, all at once: of the numbers that must not be
   * negative none is if their disjunction is not.
   *
   * @throws IndexOutOfBoundsException if a memory does not have its range
   */
  void requireRanges(
      long aadOffset,
      long aadLength,
      long inOffset,
      long inLength,
      long outOffset,
      long outLength) {
    long aadRoom = aadBytes - aadLength;
    long inRoom = inBytes - inLength;
    long outRoom = outBytes - outLength;
    long sizes = aadLength | inLength | outLength | aadRoom | inRoom | outRoom;
    long offsets = aadOffset | inOffset | outOffset;
    long ends = (aadRoom - aadOffset) | (inRoom - inOffset) | (outRoom - outOffset);
    if ((sizes | offsets | ends) < 0) {
      Objects.checkFromIndexSize(aadOffset, aadLength, aadBytes);
      Objects.checkFromIndexSize(inOffset, inLength, inBytes);
      Objects.checkFromIndexSize(outOffset, outLength, outBytes);
    }
  }

  /** Begins another call, unless the current one has no messages yet. */
  private void begin(int message) {
    if (count == 0 || starts[count - 1] != message) {
      starts[count] = message;
      count++;
    }
    bases(count - 1).reset();
    bytesLeft = callBytes;
  }

  private BatchBases bases(int call) {
    BatchBases known = bases[call];
    if (known == null) {
      known = new BatchBases();
      bases[call] = known;
    }
    return known;
  }

  /** Calls that the messages need. */
  int count() {
    return count;
  }

  /** Number of the first message of a call. */
  int start(int call) {
    return starts[call];
  }

  /** Calls the library for messages of a call. */
  void run(int call, MessageTable table, int from, int to) {
    bases(call).call(table, from, to);
  }

  /** Forgets all calls. The memory of the last ones is remembered, to be recognised. */
  void reset() {
    count = 0;
    bytesLeft = NO_CALL;
  }

  /** Lets go of all memory. */
  void clear() {
    reset();
    memories.clear();
    aadSegment = null;
    inSegment = null;
    outSegment = null;
    for (BatchBases known : bases) {
      if (known != null) {
        known.clear();
      }
    }
  }
}
