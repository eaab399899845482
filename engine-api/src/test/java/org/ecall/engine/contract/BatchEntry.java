package org.ecall.engine.contract;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;

/** A message of a batch with its memory and what has to come out. */
final class BatchEntry {

  private final Message message;
  private final boolean seals;
  private final boolean forged;
  private final MemorySegment aad;
  private final MemorySegment in;
  private final MemorySegment out;

  private BatchEntry(Message message, MemoryKind kind, boolean seals, boolean forged) {
    this.message = message;
    this.seals = seals;
    this.forged = forged;
    aad = kind.holding(message.aad);
    in = kind.holding(seals ? message.plaintext : tampered(message.sealed, forged));
    out = kind.allocate(seals ? message.sealed.length : message.size()).fill(TestBytes.CANARY);
  }

  /** A message to be sealed, or opened and then perhaps forged. */
  static BatchEntry of(Message message, MemoryKind kind, boolean seals, boolean forged) {
    return new BatchEntry(message, kind, seals, forged && !seals);
  }

  private static byte[] tampered(byte[] sealed, boolean forged) {
    byte[] copy = sealed.clone();
    if (forged) {
      copy[copy.length - 1] ^= 1;
    }
    return copy;
  }

  void addTo(AeadBatch batch, AeadKey key) {
    int high = message.nonceHigh;
    long low = message.nonceLow;
    int aadSize = message.aad.length;
    batch.useMemory(aad, in, out);
    if (seals) {
      batch.addSeal(key, high, low, 0, aadSize, 0, message.size(), 0);
    } else {
      batch.addOpen(key, high, low, 0, aadSize, 0, message.size(), 0);
    }
  }

  boolean mustSucceed() {
    return !forged;
  }

  void checkOutput() {
    byte[] expected = seals ? message.sealed : message.plaintext;
    TestBytes.checkRange(
        message.toString(),
        forged ? new byte[expected.length] : expected,
        out.toArray(ValueLayout.JAVA_BYTE),
        0);
  }

  void checkUntouched() {
    TestBytes.checkOnly("untouched", new byte[0], out.toArray(ValueLayout.JAVA_BYTE), 0);
  }
}
