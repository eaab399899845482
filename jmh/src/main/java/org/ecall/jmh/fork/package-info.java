/**
 * What a process that measures has to know and to tell: how it is started, what it was asked to
 * use, whether it got that, and on which machine.
 */
@NullMarked
package org.ecall.jmh.fork;

import org.jspecify.annotations.NullMarked;
