package org.ecall.cli.adversary;

import org.ecall.engine.OpenStatus;

/** Who receives frames. Refusing one must not allocate because of this interface. */
interface Receiver {

  /** Receives a frame. */
  OpenStatus open(byte[] frame);

  /** What was in the frame that opened last. */
  byte[] plaintext();

  /** Where plaintext is written to, from its start; at least as long as the last frame. */
  byte[] output();

  /** Messages that have reached a cipher here. */
  long cipherCalls();

  /** Whether a frame opens. */
  default boolean opens(byte[] frame) {
    return open(frame) == OpenStatus.OPENED;
  }
}
