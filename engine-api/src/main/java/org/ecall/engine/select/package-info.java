/** Which backends there are, whether they passed their self-test, and which one an engine takes. */
@NullMarked
package org.ecall.engine.select;

import org.jspecify.annotations.NullMarked;
