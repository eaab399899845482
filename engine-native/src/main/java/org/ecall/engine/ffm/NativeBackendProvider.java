package org.ecall.engine.ffm;

import java.util.List;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBackendProvider;

/**
 * Offers {@code native}, the kernels that come with this module, and what the machine may have:
 * {@code openssl} and {@code ipsec-mb}.
 */
public final class NativeBackendProvider implements AeadBackendProvider {

  private final List<AeadBackend> backends =
      List.of(new NativeBackend(), new OpenSslBackend(), new IpsecMbBackend());

  /** Creates the provider; no library is looked for yet. */
  public NativeBackendProvider() {}

  @Override
  public List<AeadBackend> backends() {
    return backends;
  }
}
