package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
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

  /** Instead of bases: a message is too long to share a call. */
  static final int ALONE = -1;

  /** There is no call that could take another message. */
  private static final long NO_CALL = -1;

  /** AAD, input and output. */
  private static final int ROLES = 3;

  private final long callBytes;

  /**
   * For each message the memory that came into use with it, to be recognised the next time; in
   * front, memory that is never used. Memory in use is known by number: collectors want to know of
   * every reference that is written, which would cost more than all else.
   */
  private final BatchMemory[] memories;

  /** Made when they are needed first. */
  private final @Nullable BatchBases[] bases;

  /** Number of the first message of each call. */
  private final int[] starts;

  private int count;

  /** What the current call can still take, or {@link #NO_CALL}. */
  private long bytesLeft = NO_CALL;

  /** Whether it was said what memory the next message is in. */
  private boolean placed;

  /** The memory in use. */
  private int aad;

  private int in;
  private int out;

  /** What is known of it, here once more for the sake of speed. */
  long aadBytes;

  long inBytes;
  long outBytes;
  long aadStart;
  long inStart;
  long outStart;

  /** The bases of the memory in use as the table has them. */
  private int places;

  BatchCalls(int capacity, long callBytes) {
    this.callBytes = callBytes;
    memories = new BatchMemory[(capacity + 1) * ROLES];
    Arrays.setAll(memories, i -> new BatchMemory());
    bases = new BatchBases[capacity];
    starts = new int[capacity];
  }

  /**
   * Says what memory messages are in from the given one on.
   *
   * @throws IllegalArgumentException if the output is read-only; nothing is changed then
   */
  void use(int message, MemorySegment newAad, MemorySegment newIn, MemorySegment newOut) {
    if (placed && aad().isOf(newAad) && in().isOf(newIn) && out().isOf(newOut)) {
      return;
    }
    NativeCalls.requireWritable(newOut);
    placed = true;
    int first = (message + 1) * ROLES;
    out = look(first, newOut);
    in = out().isOf(newIn) ? out : look(first + 1, newIn);
    aad = out().isOf(newAad) ? out : in().isOf(newAad) ? in : look(first + 2, newAad);
    aadBytes = aad().byteSize;
    inBytes = in().byteSize;
    outBytes = out().byteSize;
    aadStart = aad().start;
    inStart = in().start;
    outStart = out().start;
    if (bytesLeft != NO_CALL && !findBases()) {
      bytesLeft = NO_CALL;
    }
  }

  /** Whether additional data is in the memory that is written. */
  boolean hasAadInOutput() {
    return aad == out;
  }

  private int look(int number, MemorySegment segment) {
    memories[number].lookInto(segment);
    return number;
  }

  /** The additional data's memory in use. */
  BatchMemory aad() {
    return memories[aad];
  }

  /** The input's memory in use. */
  BatchMemory in() {
    return memories[in];
  }

  /** The output's memory in use. */
  BatchMemory out() {
    return memories[out];
  }

  /**
   * Gives the next message a call.
   *
   * @return which bases its memory has, as in the table, or {@link #ALONE}
   */
  int add(int message, long bytes) {
    long left = bytesLeft - bytes - MESSAGE_COST_BYTES;
    if (left < 0) {
      return beginWith(message, bytes);
    }
    bytesLeft = left;
    return places;
  }

  /**
   * Sees to it that there is a call for the next message.
   *
   * @return which bases its memory has, as in the table
   * @throws IllegalStateException if no memory is in use
   */
  int open(int message) {
    if (bytesLeft == NO_CALL) {
      begin(message);
      findBases();
      bytesLeft = callBytes;
    }
    return places;
  }

  /** Gives the next messages the open call; false if it cannot take all of them. */
  boolean take(int messages, long bytes) {
    long left = bytesLeft - bytes - messages * MESSAGE_COST_BYTES;
    if (left < 0) {
      return false;
    }
    bytesLeft = left;
    return true;
  }

  private int beginWith(int message, long bytes) {
    begin(message);
    long left = callBytes - bytes - MESSAGE_COST_BYTES;
    if (left < 0) {
      bytesLeft = NO_CALL;
      return ALONE;
    }
    findBases();
    bytesLeft = left;
    return places;
  }

  /** Looks up the bases; false if the current call has no room for them. */
  private boolean findBases() {
    BatchBases ofCall = bases(count - 1);
    int aadBase = ofCall.number(aad);
    int inBase = ofCall.number(in);
    int outBase = ofCall.number(out);
    places = aadBase << 8 | inBase << 16 | outBase << 24;
    return (aadBase | inBase | outBase) >= 0;
  }

  /** Begins another call, unless the current one has no messages yet. */
  private void begin(int message) {
    requirePlaced();
    if (count == 0 || starts[count - 1] != message) {
      starts[count] = message;
      count++;
    }
    bases(count - 1).reset();
  }

  private void requirePlaced() {
    if (!placed) {
      throw new IllegalStateException("it was not said what memory the message is in");
    }
  }

  /**
   * Checks the ranges of a message in the memory in use, all at once: of the numbers that must not
   * be negative none is if their disjunction is not.
   *
   * @throws IllegalStateException if no memory is in use
   * @throws IndexOutOfBoundsException if a memory does not have its range
   */
  void requireRanges(
      long aadOffset, int aadLength, long inOffset, int inLength, long outOffset, int outLength) {
    long aadRoom = aadBytes - aadLength;
    long inRoom = inBytes - inLength;
    long outRoom = outBytes - outLength;
    long aadSides = aadOffset | aadRoom | (aadRoom - aadOffset);
    long inSides = inOffset | inRoom | (inRoom - inOffset);
    long outSides = outOffset | outRoom | (outRoom - outOffset);
    if ((aadLength | inLength | outLength | aadSides | inSides | outSides) < 0) {
      requirePlaced();
      Objects.checkFromIndexSize(aadOffset, aadLength, aadBytes);
      Objects.checkFromIndexSize(inOffset, inLength, inBytes);
      Objects.checkFromIndexSize(outOffset, outLength, outBytes);
    }
  }

  private BatchBases bases(int call) {
    BatchBases known = bases[call];
    if (known == null) {
      known = new BatchBases(memories);
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

  /** Forgets all calls. Their memory is remembered, to be recognised. */
  void reset() {
    count = 0;
    bytesLeft = NO_CALL;
    placed = false;
    aad = 0;
    in = 0;
    out = 0;
    aadBytes = 0;
    inBytes = 0;
    outBytes = 0;
  }

  /** Lets go of all memory. */
  void clear() {
    reset();
    for (BatchMemory memory : memories) {
      memory.clear();
    }
  }
}
