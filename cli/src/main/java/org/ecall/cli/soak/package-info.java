/**
 * The command {@code ecall soak}: many streams over a hostile network for a long time, while keys,
 * sessions and engines come and go under the threads that use them. A judge knows for every frame
 * what may become of it, and memory has to stay as it is.
 */
@NullMarked
package org.ecall.cli.soak;

import org.jspecify.annotations.NullMarked;
