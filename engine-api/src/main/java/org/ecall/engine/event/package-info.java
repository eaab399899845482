/** What an engine tells its embedder outside the frame path. */
@NullMarked
package org.ecall.engine.event;

import org.jspecify.annotations.NullMarked;
