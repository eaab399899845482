package org.ecall.jmh;

import org.ecall.engine.select.BackendCatalog;

/**
 * A cipher under test: AES-256-GCM with a key that is set up, over arrays, one message after the
 * other on one thread.
 */
interface Subject extends AutoCloseable {

  int KEY_BYTES = 32;
  int TAG_BYTES = 16;

  /** Seals a message under a nonce that was not used before; {@code out} takes the tag, too. */
  void seal(long nonce, byte[] aad, byte[] in, int length, byte[] out);

  /** Opens a message of {@code length} bytes and a tag; whether it is authentic. */
  boolean open(long nonce, byte[] aad, byte[] in, int length, byte[] out);

  @Override
  void close();

  /**
   * A subject by name.
   *
   * @param name {@code SunJCE}, {@code Conscrypt}, {@code ACCP} or {@code BouncyCastle}: the
   *     library itself, used as its own interface does best; else the name of a backend of the
   *     engine
   * @param key 32 bytes
   * @return a subject with this key
   */
  static Subject named(String name, byte[] key) {
    return switch (name) {
      case "SunJCE", "Conscrypt", "ACCP" -> new JcaSubject(name, key);
      case "BouncyCastle" -> new BouncyCastleSubject(key);
      default -> new BackendSubject(BackendCatalog.installed().admitted(name).orElseThrow(), key);
    };
  }
}
