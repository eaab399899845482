package org.ecall.engine;

import org.ecall.engine.header.FrameHeaderReader;

/**
 * What {@link FrameOpener#open} or a {@link FrameBatch} says of a frame, filled in without
 * allocating: make one for each receiving thread, or frame of a batch, and reuse it. One thread at
 * a time.
 */
@SuppressWarnings("EnumOrdinal") // an index of STATUSES, which leaves this object as a status only
public final class OpenResult {

  private static final OpenStatus[] STATUSES = OpenStatus.values();

  final FrameHeaderReader header = new FrameHeaderReader();

  /** Not the status itself: collectors want to know of every reference that is written. */
  private int statusOrdinal = OpenStatus.MALFORMED.ordinal();

  private int sizeBytes;

  /** Creates a result that says {@link OpenStatus#MALFORMED} until it is filled in. */
  public OpenResult() {}

  OpenStatus refuse(OpenStatus reason) {
    sizeBytes = 0;
    statusOrdinal = reason.ordinal();
    return reason;
  }

  OpenStatus opened(int plaintextBytes) {
    sizeBytes = plaintextBytes;
    statusOrdinal = OpenStatus.OPENED.ordinal();
    return OpenStatus.OPENED;
  }

  /**
   * Whether the frame opened, or why not.
   *
   * @return the outcome of the latest frame
   */
  public OpenStatus status() {
    return STATUSES[statusOrdinal];
  }

  /**
   * Size of the plaintext that was written.
   *
   * @return bytes; 0 if the frame was refused
   */
  public int sizeBytes() {
    return sizeBytes;
  }

  /**
   * The frame's key identifier. Once {@link OpenStatus#OPENED}, this is who sealed it, whatever the
   * transport says; before, it is a claim.
   *
   * @return unsigned; without meaning if {@link OpenStatus#MALFORMED}
   */
  public long kid() {
    return header.kid();
  }

  /**
   * The frame's counter; a claim unless {@link OpenStatus#OPENED}.
   *
   * @return unsigned; without meaning if {@link OpenStatus#MALFORMED}
   */
  public long ctr() {
    return header.ctr();
  }

  /** Status, size, KID and counter; no frame bytes. */
  @Override
  public String toString() {
    return status() == OpenStatus.MALFORMED
        ? "OpenResult[MALFORMED]"
        : "OpenResult["
            + status()
            + ", "
            + sizeBytes
            + " bytes, KID "
            + Long.toUnsignedString(kid())
            + ", CTR "
            + Long.toUnsignedString(ctr())
            + "]";
  }
}
