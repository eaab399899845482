/**
 * Which backends there are, what was measured of them, and which of them seals and opens which
 * frames.
 */
@NullMarked
package org.ecall.engine.select;

import org.jspecify.annotations.NullMarked;
