package org.ecall.engine.contract;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;

/** What every chapter of the contract needs: the backend under test. */
interface ContractSubject {

  AeadBackend backend();

  /** Expands a key from native memory that is gone when this returns. */
  default AeadKey expand(byte[] key) {
    try (Arena arena = Arena.ofConfined()) {
      return backend().expandKey(arena.allocateFrom(ValueLayout.JAVA_BYTE, key));
    }
  }
}
