package org.ecall.engine.java;

import org.ecall.engine.contract.AeadBackendContract;
import org.ecall.engine.spi.AeadBackend;

class JcaSunJceContractTest extends AeadBackendContract {

  private static final AeadBackend BACKEND = Backends.named("jca:SunJCE");

  @Override
  public AeadBackend backend() {
    return BACKEND;
  }
}
