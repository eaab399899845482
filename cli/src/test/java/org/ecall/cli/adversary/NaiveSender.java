package org.ecall.cli.adversary;

import java.util.Set;
import org.ecall.engine.header.FrameHeader;

/** Seals frames that look like the engine's. */
final class NaiveSender implements Room.Sender {

  private final Set<Flaw> flaws;
  private final long kid;
  private final GcmKey key;
  private long ctr;

  NaiveSender(Set<Flaw> flaws, long kid, GcmKey key) {
    this.flaws = flaws;
    this.kid = kid;
    this.key = key;
  }

  @Override
  public byte[] seal(byte[] payload) {
    byte[] header = new FrameHeader(kid, ctr).encode();
    return Bytes.join(header, key.encrypt(ctr++, NaiveReceiver.aad(flaws, header), payload));
  }

  @Override
  public void close() {}
}
