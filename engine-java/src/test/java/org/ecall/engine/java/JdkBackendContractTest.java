package org.ecall.engine.java;

import org.ecall.engine.contract.AeadBackendContract;
import org.ecall.engine.spi.AeadBackend;

class JdkBackendContractTest extends AeadBackendContract {

  private static final AeadBackend BACKEND = Backends.named("jdk");

  @Override
  public AeadBackend backend() {
    return BACKEND;
  }
}
