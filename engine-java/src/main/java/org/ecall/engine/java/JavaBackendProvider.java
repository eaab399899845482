package org.ecall.engine.java;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBackendProvider;

/**
 * Offers {@code jdk}, {@code conscrypt}, {@code vector} and {@code bouncycastle}, and by name
 * {@code jca:<Provider>} for every JCA provider that is installed or on the path.
 */
public final class JavaBackendProvider implements AeadBackendProvider {

  private static final String JCA_PREFIX = "jca:";

  private final List<AeadBackend> backends =
      List.of(
          new JcaBackend("jdk", Set.of(), JcaProviders::jdk),
          new JcaBackend("conscrypt", JcaProviders.CONSCRYPT, JcaProviders::conscrypt),
          new VectorBackend(),
          new BouncyCastleBackend());

  /** Creates the provider; no library is looked for yet. */
  public JavaBackendProvider() {}

  @Override
  public List<AeadBackend> backends() {
    return backends;
  }

  @Override
  public Optional<AeadBackend> backend(String name) {
    if (name.startsWith(JCA_PREFIX)) {
      String provider = name.substring(JCA_PREFIX.length());
      return Optional.of(new JcaBackend(name, Set.of(), () -> JcaProviders.named(provider)));
    }
    return AeadBackendProvider.super.backend(name);
  }
}
