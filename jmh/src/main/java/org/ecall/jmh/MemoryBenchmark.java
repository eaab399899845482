package org.ecall.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs a cipher where a message lies: in arrays, or outside the heap. As {@link
 * CipherBenchmark} otherwise.
 */
@State(Scope.Thread)
public class MemoryBenchmark extends TimedBenchmark {

  private static final int AAD_BYTES = 16;
  private static final long OPENED_NONCE = -1;

  /** A backend of the engine, or a library by itself; see {@link Subject#maker}. */
  @Param({"native", "openssl", "ipsec-mb", "vector", "SunJCE", "Conscrypt", "ACCP", "BouncyCastle"})
  public String subject = "";

  /** Where all of a message lies. */
  @Param({"heap", "direct"})
  public String memory = "";

  /** Plaintext of a message. */
  @Param({"160", "1200", "16384"})
  public int sizeBytes;

  private Subject cipher;
  private Place place;
  private long nonce;

  /** Sets the key up. */
  @Setup
  public void setUp() {
    cipher = Subject.named(subject, new byte[Subject.KEY_BYTES]);
    place =
        switch (memory) {
          case "heap" -> new Heap(cipher, sizeBytes);
          case "direct" -> new Direct(cipher, sizeBytes);
          default -> throw new IllegalArgumentException("memory=" + memory);
        };
  }

  /** Wipes the key. */
  @TearDown
  public void tearDown() {
    cipher.close();
  }

  /** Seals a message. */
  @Benchmark
  public void seal() {
    place.seal(nonce++);
  }

  /** Opens a message. */
  @Benchmark
  public void open() {
    if (!place.open()) {
      throw new IllegalStateException("refused");
    }
  }

  /** Memory of one kind, with a message to be sealed and one to be opened. */
  private sealed interface Place {
    void seal(long nonce);

    boolean open();
  }

  private static final class Heap implements Place {
    private final Subject cipher;
    private final byte[] aad = new byte[AAD_BYTES];
    private final byte[] plaintext;
    private final byte[] sealed;
    private final byte[] out;

    Heap(Subject cipher, int sizeBytes) {
      this.cipher = cipher;
      plaintext = new byte[sizeBytes];
      sealed = new byte[sizeBytes + Subject.TAG_BYTES];
      out = new byte[sizeBytes + Subject.TAG_BYTES];
      cipher.seal(OPENED_NONCE, aad, plaintext, sizeBytes, sealed);
    }

    @Override
    public void seal(long nonce) {
      cipher.seal(nonce, aad, plaintext, plaintext.length, out);
    }

    @Override
    public boolean open() {
      return cipher.open(OPENED_NONCE, aad, sealed, plaintext.length, out);
    }
  }

  private static final class Direct implements Place {
    private final Subject cipher;
    private final int sizeBytes;
    private final DirectMemory aad = DirectMemory.ofBytes(AAD_BYTES);
    private final DirectMemory plaintext;
    private final DirectMemory sealed;
    private final DirectMemory out;

    Direct(Subject cipher, int sizeBytes) {
      this.cipher = cipher;
      this.sizeBytes = sizeBytes;
      plaintext = DirectMemory.ofBytes(sizeBytes);
      sealed = DirectMemory.ofBytes(sizeBytes + Subject.TAG_BYTES);
      out = DirectMemory.ofBytes(sizeBytes + Subject.TAG_BYTES);
      cipher.seal(OPENED_NONCE, aad, plaintext, sizeBytes, sealed);
    }

    @Override
    public void seal(long nonce) {
      cipher.seal(nonce, aad, plaintext, sizeBytes, out);
    }

    @Override
    public boolean open() {
      return cipher.open(OPENED_NONCE, aad, sealed, sizeBytes, out);
    }
  }
}
