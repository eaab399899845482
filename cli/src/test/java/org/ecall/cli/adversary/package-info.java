/**
 * Attacks on calls and on groups, each written once and run against the engine, which has to
 * withstand it on every backend, and against a scheme that lacks one rule of the protocol, which
 * has to fall: {@link org.ecall.cli.adversary.Trial}.
 *
 * <p>A test is named after its attack. Its comment says what the attacker does and what must
 * happen.
 */
package org.ecall.cli.adversary;
