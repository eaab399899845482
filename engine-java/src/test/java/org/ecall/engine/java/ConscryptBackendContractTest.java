package org.ecall.engine.java;

import org.ecall.engine.contract.AeadBackendContract;
import org.ecall.engine.spi.AeadBackend;

class ConscryptBackendContractTest extends AeadBackendContract {

  private static final AeadBackend BACKEND = Backends.named("conscrypt");

  @Override
  public AeadBackend backend() {
    return BACKEND;
  }
}
