/**
 * End-to-end encryption of encoded media frames (RFC 9605). {@link org.ecall.engine.MediaEngine} is
 * the entry point: it chooses a cipher backend and gives out a {@link org.ecall.engine.FrameSealer}
 * for each stream that is sent and a {@link org.ecall.engine.FrameOpener} for what is received.
 * Nonces, counters, replay windows and key epochs are kept inside; no method takes a nonce.
 *
 * <p>Conventions: sizes and offsets are in bytes, KIDs and counters are unsigned 64-bit numbers.
 * Input and output may overlap in any way; an overlap other than the exact one costs a copy of the
 * payload. What a hostile network can cause is an {@link org.ecall.engine.OpenStatus}; misuse is an
 * exception, and nothing is sealed or opened then.
 */
@NullMarked
package org.ecall.engine;

import org.jspecify.annotations.NullMarked;
