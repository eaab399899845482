package org.ecall.engine.java;

import org.ecall.engine.contract.AeadBackendContract;
import org.ecall.engine.spi.AeadBackend;

class VectorBackendContractTest extends AeadBackendContract {

  private static final AeadBackend BACKEND = Backends.named("vector");

  @Override
  public AeadBackend backend() {
    return BACKEND;
  }
}
