/**
 * Hazardous material: sealing with a counter that the caller picks, which repeats nonces if done
 * twice. It serves interoperation checks of the command line alone and is exported to nothing else.
 */
@NullMarked
package org.ecall.engine.hazmat;

import org.jspecify.annotations.NullMarked;
