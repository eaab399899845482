package org.ecall.engine.header;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes the headers (RFC 9605 §4.3) of one KID. Immutable. */
public final class FrameHeaderWriter {

  private static final int EXTENDED_KID = 0x80;
  private static final int EXTENDED_CTR = 0x08;
  private static final int LARGEST_SHORT_FIELD = 7;

  private final long kid;
  private final int kidBytes;
  private final int kidConfig;

  /**
   * Prepares the headers of a KID.
   *
   * @param kid key identifier, unsigned
   */
  public FrameHeaderWriter(long kid) {
    this.kid = kid;
    kidBytes = fieldBytes(kid);
    kidConfig = kidBytes == 0 ? (int) kid << 4 : EXTENDED_KID | ((kidBytes - 1) << 4);
  }

  private static int fieldBytes(long value) {
    return Long.compareUnsigned(value, LARGEST_SHORT_FIELD) <= 0
        ? 0
        : Long.BYTES - (Long.numberOfLeadingZeros(value) >>> 3);
  }

  /**
   * Size of the header of a frame.
   *
   * @param ctr frame counter, unsigned
   * @return 1 to 17 bytes
   */
  public int sizeBytes(long ctr) {
    return 1 + kidBytes + fieldBytes(ctr);
  }

  /**
   * Writes a header where at least 17 bytes may be overwritten, in one store where it is short.
   *
   * @param out takes the header and, behind it, up to 7 bytes without meaning
   * @param offset where the header starts; 17 bytes are writable from there
   * @param ctr frame counter, unsigned
   * @return size of the header in bytes
   */
  public int write(byte[] out, int offset, long ctr) {
    int ctrBytes = fieldBytes(ctr);
    int size = 1 + kidBytes + ctrBytes;
    if (size <= Long.BYTES) {
      ByteOrderAccess.LONG_OF_ARRAY.set(out, offset, shortHeader(ctr, ctrBytes, size));
    } else {
      writeExactly(out, offset, ctr);
    }
    return size;
  }

  /**
   * Writes a header where at least 17 bytes may be overwritten, in one store where it is short.
   *
   * @param out takes the header and, behind it, up to 7 bytes without meaning
   * @param offset where the header starts; 17 bytes are writable from there
   * @param ctr frame counter, unsigned
   * @return size of the header in bytes
   */
  public int write(MemorySegment out, long offset, long ctr) {
    int ctrBytes = fieldBytes(ctr);
    int size = 1 + kidBytes + ctrBytes;
    if (size <= Long.BYTES) {
      out.set(ByteOrderAccess.LONG_OF_SEGMENT, offset, shortHeader(ctr, ctrBytes, size));
    } else {
      writeExactly(out, offset, ctr);
    }
    return size;
  }

  /**
   * Whether the headers from one counter to another are of one size and fit a word each, so that
   * {@link #word} and {@link #wordStep} give all of them.
   *
   * @param first counter, unsigned
   * @param last counter, not below the first
   * @return false if they have to be written one by one
   */
  public boolean isAlike(long first, long last) {
    int ctrBytes = fieldBytes(first);
    return ctrBytes == fieldBytes(last) && 1 + kidBytes + ctrBytes <= Long.BYTES;
  }

  /**
   * A header in the upper bytes of a word.
   *
   * @param ctr frame counter, unsigned; its header has at most eight bytes
   * @return the word, with zeros below
   */
  public long word(long ctr) {
    int ctrBytes = fieldBytes(ctr);
    return shortHeader(ctr, ctrBytes, 1 + kidBytes + ctrBytes);
  }

  /**
   * What the word of the next counter is more, where both headers are of one size.
   *
   * @param ctr frame counter, unsigned; its header has at most eight bytes
   * @return to be added
   */
  public long wordStep(long ctr) {
    int ctrBytes = fieldBytes(ctr);
    int bytesBelow = ctrBytes == 0 ? Long.BYTES - 1 : Long.BYTES - 1 - kidBytes - ctrBytes;
    return 1L << (Byte.SIZE * bytesBelow);
  }

  /**
   * Writes the word of a header.
   *
   * @param out takes eight bytes
   * @param offset where the header starts
   * @param word from {@link #word}
   */
  public static void writeWord(byte[] out, int offset, long word) {
    ByteOrderAccess.LONG_OF_ARRAY.set(out, offset, word);
  }

  /** The header in the upper bytes of a word; it has at most eight. */
  private long shortHeader(long ctr, int ctrBytes, int size) {
    long head = ((long) config(ctr, ctrBytes) << (Byte.SIZE * kidBytes)) | kidField();
    return ((head << (Byte.SIZE * ctrBytes)) | ctrField(ctr, ctrBytes))
        << (Byte.SIZE * (Long.BYTES - size));
  }

  /**
   * Writes a header and nothing behind it.
   *
   * @param out takes the header
   * @param offset where the header starts
   * @param ctr frame counter, unsigned
   */
  public void writeExactly(byte[] out, int offset, long ctr) {
    writeExactly(MemorySegment.ofArray(out), offset, ctr);
  }

  /**
   * Writes a header and nothing behind it.
   *
   * @param out takes the header
   * @param offset where the header starts
   * @param ctr frame counter, unsigned
   */
  public void writeExactly(MemorySegment out, long offset, long ctr) {
    int ctrBytes = fieldBytes(ctr);
    out.set(ValueLayout.JAVA_BYTE, offset, (byte) config(ctr, ctrBytes));
    writeField(out, offset + 1, kid, kidBytes);
    writeField(out, offset + 1 + kidBytes, ctr, ctrBytes);
  }

  private static void writeField(MemorySegment out, long offset, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (value >>> (Byte.SIZE * (bytes - 1 - i))));
    }
  }

  private int config(long ctr, int ctrBytes) {
    return kidConfig | (ctrBytes == 0 ? (int) ctr : EXTENDED_CTR | (ctrBytes - 1));
  }

  private long kidField() {
    return kidBytes == 0 ? 0 : kid;
  }

  private static long ctrField(long ctr, int ctrBytes) {
    return ctrBytes == 0 ? 0 : ctr;
  }
}
