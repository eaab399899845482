/**
 * What a cipher backend implements. A backend supplies primitives only: it expands a key once, then
 * seals and opens messages with the nonce it is given. Everything that makes a protocol of it
 * (counters, replay windows, epochs, key derivation) stays in the engine.
 *
 * <p>Conventions of all methods: sizes are in bytes. Ranges have been checked by the engine. Input
 * and output either start at the same place or do not overlap. The additional data never overlaps
 * the output. Nothing is allocated that the underlying library does not force.
 */
@NullMarked
package org.ecall.engine.spi;

import org.jspecify.annotations.NullMarked;
