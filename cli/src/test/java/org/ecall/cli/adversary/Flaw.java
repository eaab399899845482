package org.ecall.cli.adversary;

/** The rules that a naive scheme may lack. */
enum Flaw {
  /** Both directions have the same keys. */
  DIRECTIONS_SHARE_KEYS,
  /** All streams have the same keys. */
  STREAMS_SHARE_KEYS,
  /** The KID is left out of the label: a base key has one key, whatever its KID. */
  KID_NOT_IN_KEY,
  /** A new epoch has the keys of the old one. */
  EPOCHS_SHARE_KEYS,
  /** The transcript is left out: calls with the same secret have the same keys. */
  CALLS_SHARE_KEYS,
  /** Nobody remembers which keys have sealed. */
  KEYS_SEAL_AGAIN,
  /** The keys of this side's own direction open frames, too. */
  OWN_DIRECTION_OPENS,
  /** The header is not part of the additional data. */
  HEADER_NOT_AUTHENTICATED,
  /** Numbers may take more bytes than they need. */
  LONG_HEADERS_ACCEPTED,
  /** A frame counts as seen if the same bytes were, not the same counter. */
  REPLAYS_TOLD_BY_BYTES,
  /** Every frame counts as new. */
  NO_WINDOW,
  /** What is older than the window counts as new. */
  TOO_OLD_ACCEPTED,
  /** A jump begins a new window, which knows nothing of what was before it. */
  JUMP_FORGETS,
  /** Counters are marked as seen before the frame has authenticated. */
  WINDOW_BEFORE_TAG,
  /** A KID that was dropped can get its key again, with a new window. */
  KEYS_COME_BACK,
  /** Where the key of the KID does not open a frame, all others are tried. */
  EVERY_KEY_TRIED,
  /** As many bytes of the tag are compared as there are. */
  SHORT_TAGS_ACCEPTED,
  /** The last byte of the tag is not compared. */
  LAST_TAG_BYTE_IGNORED,
  /** Plaintext is left in the output though the tag does not match. */
  PLAINTEXT_LEFT,
  /** Members have nothing to compare their keys by. */
  NO_COMMITMENT,
  /** An unknown KID gets a window before its first frame has authenticated. */
  STATE_FOR_UNKNOWN_KIDS,
  /** A KID that was unknown once stays refused. */
  UNKNOWN_KIDS_REMEMBERED,
  /** After some failures in a row, a KID is refused. */
  FAILURES_MUTE,
  /** Any frame of an old epoch makes its time last longer. */
  GRACE_RENEWED,
  /** Any frame of a new epoch ends the old one's time. */
  FORGED_EPOCH_COUNTS,
  /** The replay window is asked only when the cipher is done. */
  WINDOW_AFTER_CIPHER
}
