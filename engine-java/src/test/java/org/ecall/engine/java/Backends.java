package org.ecall.engine.java;

import org.ecall.engine.spi.AeadBackend;

/** The backends of this module, by name. */
final class Backends {

  private Backends() {}

  static AeadBackend named(String name) {
    return new JavaBackendProvider().backend(name).orElseThrow();
  }
}
