package org.ecall.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a cipher alone costs a message: AES-256-GCM, a nonce of its own, 16 bytes of additional
 * data, a tag of 16 bytes, arrays, the key set up before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CipherBenchmark {

  /** A backend of the engine, or a library by itself; see {@link Subject#named}. */
  @Param({"native", "openssl", "ipsec-mb", "SunJCE", "Conscrypt", "ACCP", "BouncyCastle"})
  public String cipher = "";

  /** Plaintext of a message. */
  @Param({"40", "160", "400", "1200", "4096", "16384", "65536"})
  public int sizeBytes;

  private static final long OPENED_NONCE = -1;

  private final byte[] aad = new byte[16];
  private byte[] plaintext;
  private byte[] sealed;
  private byte[] out;
  private Subject subject;
  private long nonce;

  /** Sets the key up. */
  @Setup
  public void setUp() {
    subject = Subject.named(cipher, new byte[Subject.KEY_BYTES]);
    plaintext = new byte[sizeBytes];
    sealed = new byte[sizeBytes + Subject.TAG_BYTES];
    // Some libraries want room for the tag when opening, too.
    out = new byte[sizeBytes + Subject.TAG_BYTES];
    subject.seal(OPENED_NONCE, aad, plaintext, sizeBytes, sealed);
  }

  /** Wipes the key. */
  @TearDown
  public void tearDown() {
    subject.close();
  }

  /** Seals a message. */
  @Benchmark
  public byte[] seal() {
    subject.seal(nonce++, aad, plaintext, sizeBytes, out);
    return out;
  }

  /** Opens a message. */
  @Benchmark
  public byte[] open() {
    if (!subject.open(OPENED_NONCE, aad, sealed, sizeBytes, out)) {
      throw new IllegalStateException("refused");
    }
    return out;
  }
}
