/**
 * Backends on JCA providers and on Bouncy Castle's lightweight API. Both share {@code
 * PooledAeadKey}, which lends cipher objects to threads and owns the key; a {@code CipherLane} is
 * one such cipher object with one library behind it.
 *
 * <p>What Java lets us wipe: our own copy of the key, and the references from cipher objects to
 * their expanded keys. Copies that a library makes inside itself are overwritten only as far as its
 * own re-initialisation does that; the rest is left to the garbage collector.
 */
@NullMarked
package org.ecall.engine.java;

import org.jspecify.annotations.NullMarked;
