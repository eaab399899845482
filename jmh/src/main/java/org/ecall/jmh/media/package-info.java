/** Frames as a real call has them: those of the sample media, in their order and sizes. */
@NullMarked
package org.ecall.jmh.media;

import org.jspecify.annotations.NullMarked;
