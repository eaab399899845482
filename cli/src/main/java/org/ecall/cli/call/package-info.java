/**
 * The command {@code ecall call}: two endpoints on this machine, a forwarder between them that
 * loses, reorders and attacks, and a referee that knows what was sent.
 */
@NullMarked
package org.ecall.cli.call;

import org.jspecify.annotations.NullMarked;
