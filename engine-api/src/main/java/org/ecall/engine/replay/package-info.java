/** The replay window (PROTOCOL §6). Not exported to embedders. */
@NullMarked
package org.ecall.engine.replay;

import org.jspecify.annotations.NullMarked;
