package org.ecall.engine.spi;

/**
 * Where messages are that are added to an {@link AeadBatch} together: a row of offsets and a size
 * for each. One thread at a time.
 */
public final class MessageRanges {

  private static final int ROW = 3;
  private static final int IN_OFFSET = 0;
  private static final int OUT_OFFSET = 1;
  private static final int LENGTH = 2;

  private final long[] rows;

  /**
   * Makes rows, all zero.
   *
   * @param capacity how many
   */
  public MessageRanges(int capacity) {
    rows = new long[Math.multiplyExact(capacity, ROW)];
  }

  /**
   * Writes a row.
   *
   * @param index of the message
   * @param inOffset where its input starts
   * @param length size of the input in bytes
   * @param outOffset where its additional data starts in the output, with what comes out behind it
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public void set(int index, long inOffset, int length, long outOffset) {
    long[] r = rows;
    int row = index * ROW;
    r[row + IN_OFFSET] = inOffset;
    r[row + OUT_OFFSET] = outOffset;
    r[row + LENGTH] = length;
  }

  /**
   * Moves an input.
   *
   * @param index of the message
   * @param inOffset where its input starts now
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public void moveInput(int index, long inOffset) {
    rows[index * ROW + IN_OFFSET] = inOffset;
  }

  /**
   * Where the input of a message starts.
   *
   * @param index of the message
   * @return offset in bytes
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public long inOffset(int index) {
    return rows[index * ROW + IN_OFFSET];
  }

  /**
   * Where the additional data of a message starts.
   *
   * @param index of the message
   * @return offset in bytes
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public long outOffset(int index) {
    return rows[index * ROW + OUT_OFFSET];
  }

  /**
   * Size of the input of a message.
   *
   * @param index of the message
   * @return bytes
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int length(int index) {
    return (int) rows[index * ROW + LENGTH];
  }
}
