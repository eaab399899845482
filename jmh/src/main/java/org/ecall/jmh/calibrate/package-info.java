/** Calibration profiles from results of benchmarks. */
@NullMarked
package org.ecall.jmh.calibrate;

import org.jspecify.annotations.NullMarked;
