package org.ecall.engine.ffm;

import org.ecall.engine.contract.AeadBackendContract;
import org.ecall.engine.spi.AeadBackend;

class OpenSslBackendContractTest extends AeadBackendContract {

  private static final AeadBackend BACKEND = new OpenSslBackend();

  @Override
  public AeadBackend backend() {
    return BACKEND;
  }

  /** The system's, or not. */
  @Override
  protected boolean mustBePresent() {
    return false;
  }
}
