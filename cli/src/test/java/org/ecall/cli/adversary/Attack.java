package org.ecall.cli.adversary;

/**
 * What an attacker does to a scheme.
 *
 * @param <S> a {@link Call} or a {@link Room}
 */
interface Attack<S> {

  /**
   * Runs it.
   *
   * @return whether the attacker got what he wanted
   * @throws RefusedException if the scheme does not do what the attack needs of it
   */
  boolean succeeds(S scheme) throws RefusedException;
}
