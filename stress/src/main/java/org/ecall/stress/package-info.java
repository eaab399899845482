/**
 * What threads do to the same object at the same moment, tried again and again. Each test says
 * which outcomes there may be; any other one is a bug.
 */
@NullMarked
package org.ecall.stress;

import org.jspecify.annotations.NullMarked;
