package org.ecall.engine.java;

import org.ecall.engine.contract.AeadBackendContract;
import org.ecall.engine.spi.AeadBackend;

class BouncyCastleBackendContractTest extends AeadBackendContract {

  private static final AeadBackend BACKEND = Backends.named("bouncycastle");

  @Override
  public AeadBackend backend() {
    return BACKEND;
  }
}
