package org.ecall.engine;

/** What became of a received frame. All but {@link #OPENED} refuse it. */
public enum OpenStatus {
  /** Authentic, not seen before, decrypted. */
  OPENED,
  /** Too short, or its header is not minimally encoded (RFC 9605 §4.3). */
  MALFORMED,
  /** Its KID carries this side's own direction: a reflected frame. */
  OWN_DIRECTION,
  /** No key is known for its KID. */
  UNKNOWN_KID,
  /** Its epoch is over and its keys are wiped. */
  EPOCH_RETIRED,
  /** Its counter is older than the replay window. */
  TOO_OLD,
  /** A frame with its counter has been opened before. */
  REPLAYED,
  /** The tag does not match: forged, damaged, or sealed under another key or metadata. */
  NOT_AUTHENTIC
}
