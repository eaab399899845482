package org.ecall.cli.conform;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.spi.AeadKey;

/**
 * AES-GCM by itself, through the keys of a backend: sealing gives the published bytes, opening them
 * gives the plaintext, and what is published as invalid is refused with the output zero.
 *
 * @param plaintext without meaning if invalid
 * @param sealed ciphertext and tag
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AeadTest(
    String name,
    byte[] key,
    byte[] iv,
    byte[] aad,
    byte[] plaintext,
    byte[] sealed,
    int tagSizeBytes,
    Verdict verdict)
    implements VectorTest {

  /** What the publisher says of a sealed message. */
  enum Verdict {
    VALID,
    INVALID,
    /** May be opened or refused. */
    ACCEPTABLE
  }

  /** Sizes that the protocol has no use for, so that backends need not know them. */
  private Optional<String> outsideProtocol() {
    boolean suiteKey =
        Arrays.stream(CipherSuite.values()).anyMatch(suite -> suite.keySizeBytes() == key.length);
    if (!suiteKey) {
      return Optional.of(bits("key", key.length));
    }
    if (iv.length != CipherSuite.NONCE_SIZE_BYTES) {
      return Optional.of(bits("IV", iv.length));
    }
    return tagSizeBytes == CipherSuite.TAG_SIZE_BYTES
        ? Optional.empty()
        : Optional.of(bits("tag", tagSizeBytes));
  }

  private static String bits(String what, int sizeBytes) {
    return what + " size " + sizeBytes * Byte.SIZE + " bit";
  }

  @Override
  public Outcome run(Target target) {
    Optional<String> reason = outsideProtocol();
    if (reason.isPresent()) {
      return new Outcome.Skipped(reason.get());
    }
    Checks checks = new Checks();
    try (Arena arena = Arena.ofConfined();
        AeadKey expanded =
            target.backend().expandKey(arena.allocateFrom(ValueLayout.JAVA_BYTE, key))) {
      for (AeadForm form : AeadForm.values()) {
        if (verdict == Verdict.VALID) {
          byte[] actual = new byte[sealed.length];
          form.seal(expanded, iv, aad, plaintext, actual);
          checks.equal("sealed (" + form + ")", sealed, actual);
        }
        checkOpen(expanded, form, checks);
      }
    }
    return checks.outcome();
  }

  private void checkOpen(AeadKey expanded, AeadForm form, Checks checks) {
    byte[] out = new byte[sealed.length - tagSizeBytes];
    Arrays.fill(out, (byte) 0xA5);
    boolean opened = form.open(expanded, iv, aad, sealed, out);
    if (verdict != Verdict.ACCEPTABLE) {
      checks.equal("opens (" + form + ")", verdict == Verdict.VALID, opened);
    }
    byte[] expected = opened ? plaintext : new byte[out.length];
    checks.equal("output (" + form + ")", expected, out);
  }
}
