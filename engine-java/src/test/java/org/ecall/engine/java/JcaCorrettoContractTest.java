package org.ecall.engine.java;

import org.ecall.engine.contract.AeadBackendContract;
import org.ecall.engine.spi.AeadBackend;

/** The library is a test dependency for one platform only. */
class JcaCorrettoContractTest extends AeadBackendContract {

  private static final AeadBackend BACKEND = Backends.named("jca:AmazonCorrettoCryptoProvider");

  @Override
  public AeadBackend backend() {
    return BACKEND;
  }

  @Override
  protected boolean mustBePresent() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }
}
