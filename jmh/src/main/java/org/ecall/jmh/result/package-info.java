/**
 * Results of benchmarks as JMH writes them in JSON: reading them, pooling the rounds of each
 * benchmark, and the statistics of its samples.
 */
@NullMarked
package org.ecall.jmh.result;

import org.jspecify.annotations.NullMarked;
