/** The command line: one class per command. */
@NullMarked
package org.ecall.cli;

import org.jspecify.annotations.NullMarked;
