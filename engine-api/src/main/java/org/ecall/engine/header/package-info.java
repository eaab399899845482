/** The frame header of RFC 9605 §4.3. */
@NullMarked
package org.ecall.engine.header;

import org.jspecify.annotations.NullMarked;
