package org.ecall.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a cipher alone costs a message: AES-256-GCM, a nonce of its own, 16 bytes of additional
 * data, a tag of 16 bytes, arrays, the key set up before.
 */
@State(Scope.Thread)
public class CipherBenchmark extends TimedBenchmark {

  /** A backend of the engine, or a library by itself; see {@link Subject#maker}. */
  @Param({"native", "openssl", "ipsec-mb", "vector", "SunJCE", "Conscrypt", "ACCP", "BouncyCastle"})
  public String subject = "";

  /** Plaintext of a message. */
  @Param({"40", "160", "400", "1200", "4096", "16384", "65536"})
  public int sizeBytes;

  private static final long OPENED_NONCE = -1;

  private final byte[] aad = new byte[16];
  private byte[] plaintext;
  private byte[] sealed;
  private byte[] out;
  private Subject cipher;
  private long nonce;

  /** Sets the key up. */
  @Setup
  public void setUp() {
    cipher = Subject.named(subject, new byte[Subject.KEY_BYTES]);
    plaintext = new byte[sizeBytes];
    sealed = new byte[sizeBytes + Subject.TAG_BYTES];
    // Some libraries want room for the tag when opening, too.
    out = new byte[sizeBytes + Subject.TAG_BYTES];
    cipher.seal(OPENED_NONCE, aad, plaintext, sizeBytes, sealed);
  }

  /** Wipes the key. */
  @TearDown
  public void tearDown() {
    cipher.close();
  }

  /** Seals a message. */
  @Benchmark
  public byte[] seal() {
    cipher.seal(nonce++, aad, plaintext, sizeBytes, out);
    return out;
  }

  /** Opens a message. */
  @Benchmark
  public byte[] open() {
    if (!cipher.open(OPENED_NONCE, aad, sealed, sizeBytes, out)) {
      throw new IllegalStateException("refused");
    }
    return out;
  }
}
