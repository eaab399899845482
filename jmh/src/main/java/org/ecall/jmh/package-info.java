/** Benchmarks of the protocol core and of the backends. */
@NullMarked
package org.ecall.jmh;

import org.jspecify.annotations.NullMarked;
