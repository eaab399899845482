package org.ecall.cli.adversary;

import java.util.Set;

/** A group whose members use the naive scheme. */
final class NaiveRoom implements Room {

  private final Set<Flaw> flaws;
  private final NaiveKeys keys;

  NaiveRoom(Set<Flaw> flaws) {
    this.flaws = flaws;
    keys = new NaiveKeys(flaws);
  }

  @Override
  public Sender sender(long kid, byte[] baseKey) {
    return new NaiveSender(flaws, kid, keys.deriveToSeal(baseKey, kid));
  }

  @Override
  public Member member() {
    return new NaiveReceiver(flaws, keys);
  }

  @Override
  public GcmKey keyOf(long kid, byte[] baseKey) {
    return keys.derive(baseKey, kid);
  }

  @Override
  public byte[] commitment(long kid, byte[] baseKey) {
    return flaws.contains(Flaw.NO_COMMITMENT)
        ? new byte[0]
        : NaiveKeys.hash(Bytes.ofText("commit"), keyOf(kid, baseKey).key());
  }

  @Override
  public void close() {}
}
