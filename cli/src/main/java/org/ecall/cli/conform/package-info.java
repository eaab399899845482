/** {@code ecall conform}: published test vectors, run through backends and protocol core. */
@NullMarked
package org.ecall.cli.conform;

import org.jspecify.annotations.NullMarked;
