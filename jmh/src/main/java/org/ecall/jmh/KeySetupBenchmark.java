package org.ecall.jmh;

import java.util.function.Function;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.key.BaseKey;
import org.ecall.jmh.fork.Backends;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a new key costs until frames can be sealed or opened with it, and to wipe it: of the cipher
 * alone, and through the public interface, where it is derived from a base key and a sender's is
 * registered for the life of the process.
 */
public class KeySetupBenchmark extends TimedBenchmark {

  private static final int KID = 7;

  /** Ciphers by themselves. */
  @State(Scope.Thread)
  public static class Ciphers {

    /** A backend of the engine, or a library by itself; see {@link Subject#maker}. */
    @Param({"native", "openssl", "ipsec-mb", "SunJCE", "Conscrypt", "ACCP", "BouncyCastle"})
    public String subject = "";

    private final NewSecret secret = new NewSecret();
    private Function<byte[], Subject> maker;

    /** Starts the library. */
    @Setup
    public void setUp() {
      maker = Subject.maker(subject);
    }
  }

  /** The public interface. */
  @State(Scope.Thread)
  public static class Engine {

    /** A backend of the engine. */
    @Param({"native", "openssl", "ipsec-mb", "jdk", "conscrypt", "vector", "bouncycastle"})
    public String backend = "";

    private final NewSecret secret = new NewSecret();
    private MediaEngine engine;

    /** Opens an engine. */
    @Setup
    public void setUp() {
      engine = Backends.engine(backend);
    }

    /** Closes it. */
    @TearDown
    public void tearDown() {
      engine.close();
    }
  }

  /** Secrets that never repeat: who seals twice with one is refused. */
  private static final class NewSecret {
    private final byte[] bytes = new byte[Subject.KEY_BYTES];

    byte[] next() {
      int i = 0;
      while (++bytes[i] == 0) {
        i++;
      }
      return bytes;
    }
  }

  /** Sets a cipher up. */
  @Benchmark
  public void cipher(Ciphers state) {
    state.maker.apply(state.secret.next()).close();
  }

  /** Makes a sealer. */
  @Benchmark
  public void sealer(Engine state) {
    try (BaseKey key = BaseKey.copyOf(state.secret.next());
        FrameSealer sealer = state.engine.newSealer(KID, key)) {
      sealer.beforeKeyFrame();
    }
  }

  /** Makes an opener with one key. */
  @Benchmark
  public void opener(Engine state) {
    try (BaseKey key = BaseKey.copyOf(state.secret.next());
        FrameOpener opener = state.engine.newOpener()) {
      opener.addKey(KID, key);
    }
  }
}
