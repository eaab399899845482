package org.ecall.jmh;

import java.security.Provider;
import java.util.Optional;
import java.util.function.Function;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.jmh.fork.Backends;
import org.ecall.jmh.fork.Peer;

/**
 * A cipher under test: AES-256-GCM with a key that is set up, one message after the other on one
 * thread.
 */
interface Subject extends AutoCloseable {

  int KEY_BYTES = 32;
  int TAG_BYTES = 16;

  /** Seals a message under a nonce that was not used before; {@code out} takes the tag, too. */
  void seal(long nonce, byte[] aad, byte[] in, int length, byte[] out);

  /** Opens a message of {@code length} bytes and a tag; whether it is authentic. */
  boolean open(long nonce, byte[] aad, byte[] in, int length, byte[] out);

  /** Seals, in memory outside the heap. */
  void seal(long nonce, DirectMemory aad, DirectMemory in, int length, DirectMemory out);

  /** Opens, in memory outside the heap. */
  boolean open(long nonce, DirectMemory aad, DirectMemory in, int length, DirectMemory out);

  @Override
  void close();

  /** A subject by name, with a key; see {@link #maker}. */
  static Subject named(String name, byte[] key) {
    return maker(name).apply(key);
  }

  /**
   * Makes subjects with given keys of 32 bytes. The facts of the one that is meant are told.
   *
   * @param name of a {@link Peer}: the library itself, used as its own interface does best; else of
   *     a backend of the engine
   */
  static Function<byte[], Subject> maker(String name) {
    Optional<Peer> peer = Peer.named(name);
    if (peer.isPresent()) {
      peer.get().tell();
      if (peer.get() == Peer.BOUNCY_CASTLE) {
        return BouncyCastleSubject::new;
      }
      Provider provider = peer.get().provider();
      return key -> new JcaSubject(provider, key);
    }
    AeadBackend backend = Backends.backend(name);
    return key -> new BackendSubject(backend, key);
  }
}
