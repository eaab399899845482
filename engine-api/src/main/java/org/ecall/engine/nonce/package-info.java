/**
 * Counters that never repeat: the frame counter with its limits, and the register of keys that have
 * sealed in this process (PROTOCOL §4). Not exported to embedders.
 */
@NullMarked
package org.ecall.engine.nonce;

import org.jspecify.annotations.NullMarked;
