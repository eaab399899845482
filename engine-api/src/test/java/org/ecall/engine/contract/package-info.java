/**
 * The contract of the backend SPI as tests. Whoever writes a backend extends {@link
 * org.ecall.engine.contract.AeadBackendContract}; each interface here is one chapter of it. All
 * inputs are the same in every run, and every result is compared with an independent use of the
 * JDK's own AES-GCM, so that any two backends that pass agree with each other.
 */
@NullMarked
package org.ecall.engine.contract;

import org.jspecify.annotations.NullMarked;
