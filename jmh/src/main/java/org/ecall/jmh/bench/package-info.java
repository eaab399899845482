/** Runs a chosen set of benchmarks in rounds, and compares runs. */
@NullMarked
package org.ecall.jmh.bench;

import org.jspecify.annotations.NullMarked;
