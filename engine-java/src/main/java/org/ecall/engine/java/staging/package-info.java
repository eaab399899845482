/** Messages that lie anywhere in memory, as arrays. Not exported. */
@NullMarked
package org.ecall.engine.java.staging;

import org.jspecify.annotations.NullMarked;
