/**
 * AES-GCM on {@code jdk.incubator.vector}: constant in time, without native code and without the
 * processor's instructions for AES. Not exported; {@code VectorBackend} loads it where the module
 * is there, and nothing else refers to it.
 *
 * <p>Everything is computed with Boolean operations, shifts and shuffles by constants, and
 * multiplications. No address, no branch and no index of a shuffle depends on a key, a plaintext or
 * a hash. See {@code docs/constant-time-vector.md}.
 *
 * <p>Kernels are static methods that have their vectors in local variables and go from arrays to
 * arrays, because only such vectors stay in registers. They are as large as the compiler can take
 * in whole, and call no helpers, which it would stop to put in line there.
 */
@NullMarked
package org.ecall.engine.java.vector;

import org.jspecify.annotations.NullMarked;
