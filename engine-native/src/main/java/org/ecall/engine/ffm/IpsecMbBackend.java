package org.ecall.engine.ffm;

/**
 * Backend {@code ipsec-mb}: the one-shot AES-GCM functions of the system's Intel Multi-Buffer
 * Crypto for IPsec library, from version 1.3, on Linux on x86-64.
 *
 * <p>It claims to be native code and constant time. It is used only on processors with AES and
 * carry-less multiplication instructions, of which its AES-GCM then consists; the library's
 * documentation lists the algorithms that look secrets up in tables, and AES-GCM is not among them.
 * Tags are compared here, without branches.
 */
final class IpsecMbBackend extends SystemBackend {

  /** Does not look for the library yet. */
  IpsecMbBackend() {
    super("ipsec-mb", IpsecMbLibrary.INHERENT, IpsecMbLibrary::lookup);
  }
}
