/**
 * The network that commands run over: UDP on loopback, frames cut into datagrams, a forwarder that
 * loses, duplicates, reorders and attacks them, and the threads that keep it going.
 */
@NullMarked
package org.ecall.cli.network;

import org.jspecify.annotations.NullMarked;
