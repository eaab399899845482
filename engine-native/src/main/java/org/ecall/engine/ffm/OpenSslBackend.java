package org.ecall.engine.ffm;

/**
 * Backend {@code openssl}: AES-GCM of the system's libcrypto, version 3 or later, through EVP.
 *
 * <p>It claims to be native code, and FIPS where the library says that its default properties ask
 * for that. It does not claim constant time: without AES and carry-less multiplication instructions
 * libcrypto hashes, and on some processors encrypts, with tables; and its configuration may put
 * another provider's implementation in the place of its own.
 */
final class OpenSslBackend extends SystemBackend {

  /** Does not look for the library yet. */
  OpenSslBackend() {
    super("openssl", OpenSslLibrary.INHERENT, OpenSslLibrary::lookup);
  }
}
